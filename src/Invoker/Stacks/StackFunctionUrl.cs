using System.Text.Json;

namespace Triggers.Invoker.Stacks;

/// <summary>The URL of a function as a template wants it.</summary>
/// <param name="UrlId">32 lower-case letters and digits.</param>
/// <param name="AuthType"><c>NONE</c> or <c>AWS_IAM</c>.</param>
/// <param name="InvokeMode"><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>.</param>
/// <param name="Cors">Rules for other origins, or null.</param>
public sealed record StackFunctionUrl(string UrlId, string AuthType, string InvokeMode, JsonElement? Cors);
