using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triggers.Http.Routing;

/// <summary>An HTTP API as its events show it: everything that is the same for each of its requests, encoded once.</summary>
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
    }

    public string Id { get; }

    public string Stage { get; }

    /// <summary>What stands before each path of the API: nothing, or <c>/{stage}</c>.</summary>
    public string PathPrefix => Stage == DefaultStage ? "" : $"/{Stage}";

    /// <summary>The stage's variables as a JSON object, or null when it has none.</summary>
    public byte[]? StageVariables { get; }

    public JsonEncodedText IdText { get; }

    public JsonEncodedText StageText { get; }

    public JsonEncodedText AccountText { get; }

    /// <summary>Encodes as events are: only what JSON asks to be escaped, for a handler reads them and no browser does.</summary>
    public static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
