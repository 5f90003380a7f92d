using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triggers.Http.Routing;

/// <summary>
/// A stage of an API, or a function URL, as its events show it: everything that is the same for each of its requests, encoded once.
/// </summary>
internal sealed class HttpApi
{
    /// <summary>The stage whose name is not part of the path.</summary>
    public const string DefaultStage = "$default";

    public HttpApi(string id, string stage, string account, byte[]? stageVariables)
    {
        Id = id;
        Stage = stage;
        StageVariables = stageVariables;
        IdText = Encode(id);
        StageText = Encode(stage);
        AccountText = Encode(account);
        DeploymentText = Encode(ShortId.Of(6, id, stage));
    }

    public string Id { get; }

    public ApiKind Kind { get; init; } = ApiKind.HttpApi;

    /// <summary>What is answered instead of a function.</summary>
    public HttpRefusals Refusals => HttpRefusals.Of(Kind);

    public string Stage { get; }

    /// <summary>What stands before each path of the API: nothing, or <c>/{stage}</c>.</summary>
    public string PathPrefix => Stage == DefaultStage ? "" : $"/{Stage}";

    /// <summary>The stage's variables as a JSON object, or null when it has none.</summary>
    public byte[]? StageVariables { get; }

    /// <summary>Which bodies of a REST API are binary.</summary>
    public BinaryTypes BinaryTypes { get; init; } = BinaryTypes.None;

    /// <summary>The rules for other origins that are the gateway's to answer for, or null. A REST API's are none of these.</summary>
    public CorsPolicy? Cors => Kind == ApiKind.RestApi ? null : Rules;

    /// <summary>A REST API's rules: its methods OPTIONS answer with them, everything else is left to the functions.</summary>
    public CorsPolicy? RestCors => Kind == ApiKind.RestApi ? Rules : null;

    /// <summary>The rules for other origins as configured, or null.</summary>
    public CorsPolicy? Rules { get; init; }

    public JsonEncodedText IdText { get; }

    public JsonEncodedText StageText { get; }

    public JsonEncodedText AccountText { get; }

    /// <summary>The id of the deployment: 6 letters and digits that follow from API and stage.</summary>
    public JsonEncodedText DeploymentText { get; }

    /// <summary>Encodes as events are: only what JSON asks to be escaped, for a handler reads them and no browser does.</summary>
    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
