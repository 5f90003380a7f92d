using System.Text.Json;

namespace Triggers.Invoker.Functions;

/// <summary>A function URL's configuration.</summary>
/// <param name="UrlId">32 lower-case letters and digits.</param>
/// <param name="AuthType"><c>NONE</c> or <c>AWS_IAM</c>.</param>
/// <param name="InvokeMode"><c>BUFFERED</c> or <c>RESPONSE_STREAM</c>.</param>
/// <param name="Cors">The CORS object as given, or null.</param>
/// <param name="CreationTime">When it was made.</param>
/// <param name="LastModifiedTime">When it was last changed.</param>
public sealed record FunctionUrl(
    string UrlId, string AuthType, string InvokeMode, JsonElement? Cors, DateTimeOffset CreationTime, DateTimeOffset LastModifiedTime);
