using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triggers.Git;

/// <summary>How answers travel.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookAnswer))]
internal sealed partial class WebhookAnswerJson : JsonSerializerContext;
