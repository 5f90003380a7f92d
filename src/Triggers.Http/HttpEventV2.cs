using System.Buffers;
using System.Text.Json;
using Triggers.Http.Requests;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>
/// The event of payload format 2.0, written straight from the request. A function URL's is the same with its path as it was sent.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
/// </summary>
internal static class HttpEventV2
{
    private const int ExpectedWithoutBody = 2048;

    private static readonly JsonEncodedText Version = HttpApi.Encode("version");
    private static readonly JsonEncodedText Version2 = HttpApi.Encode("2.0");
    private static readonly JsonEncodedText RouteKey = HttpApi.Encode("routeKey");
    private static readonly JsonEncodedText RawPath = HttpApi.Encode("rawPath");
    private static readonly JsonEncodedText RawQueryString = HttpApi.Encode("rawQueryString");
    private static readonly JsonEncodedText CookiesMember = HttpApi.Encode("cookies");
    private static readonly JsonEncodedText Headers = HttpApi.Encode("headers");
    private static readonly JsonEncodedText Query = HttpApi.Encode("queryStringParameters");
    private static readonly JsonEncodedText RequestContext = HttpApi.Encode("requestContext");
    private static readonly JsonEncodedText AccountId = HttpApi.Encode("accountId");
    private static readonly JsonEncodedText ApiId = HttpApi.Encode("apiId");
    private static readonly JsonEncodedText Authorizer = HttpApi.Encode("authorizer");
    private static readonly JsonEncodedText Jwt = HttpApi.Encode("jwt");
    private static readonly JsonEncodedText DomainName = HttpApi.Encode("domainName");
    private static readonly JsonEncodedText DomainPrefix = HttpApi.Encode("domainPrefix");
    private static readonly JsonEncodedText Http = HttpApi.Encode("http");
    private static readonly JsonEncodedText Method = HttpApi.Encode("method");
    private static readonly JsonEncodedText Path = HttpApi.Encode("path");
    private static readonly JsonEncodedText Protocol = HttpApi.Encode("protocol");
    private static readonly JsonEncodedText SourceIp = HttpApi.Encode("sourceIp");
    private static readonly JsonEncodedText UserAgent = HttpApi.Encode("userAgent");
    private static readonly JsonEncodedText RequestId = HttpApi.Encode("requestId");
    private static readonly JsonEncodedText Stage = HttpApi.Encode("stage");
    private static readonly JsonEncodedText Time = HttpApi.Encode("time");
    private static readonly JsonEncodedText TimeEpoch = HttpApi.Encode("timeEpoch");
    private static readonly JsonEncodedText Body = HttpApi.Encode("body");
    private static readonly JsonEncodedText PathParametersMember = HttpApi.Encode("pathParameters");
    private static readonly JsonEncodedText IsBase64Encoded = HttpApi.Encode("isBase64Encoded");
    private static readonly JsonEncodedText StageVariables = HttpApi.Encode("stageVariables");

    /// <summary>Writes the event of a request, or gives null when it would be larger than <paramref name="largest"/> bytes.</summary>
    public static ReadOnlyMemory<byte>? Write(HttpCall call, in ReadOnlySequence<byte> body, int largest)
    {
        var headers = call.Request.Headers;
        var isText = body.IsEmpty
            || (MediaTypes.IsText(headers.ContentType, EventHeaders.Join(headers.ContentEncoding)) && Utf8Sequence.IsValid(body));
        var expected = EventBody.Length(body.Length, isText);
        if (expected > largest)
        {
            return null;
        }

        var buffer = EventBuffer.Take((int)expected + ExpectedWithoutBody);
        var writer = buffer.Writer;
        var path = call.Target.Path;
        var rawPath = call.Route.Api.Kind == ApiKind.FunctionUrl ? path : Decoded(path, call.Route.Api);
        writer.WriteStartObject();
        writer.WriteString(Version, Version2);
        writer.WriteString(RouteKey, call.Route.KeyText);
        writer.WriteString(RawPath, rawPath);
        writer.WriteString(RawQueryString, call.Target.Query);
        Cookies.Write(writer, CookiesMember, headers.Cookie);
        writer.WriteStartObject(Headers);
        EventHeaders.Write(writer, call, body.Length);
        writer.WriteEndObject();
        QueryParameters.Parse(call.Target.Query)?.WriteJoined(writer, Query);
        WriteContext(writer, call, rawPath);
        if (!body.IsEmpty)
        {
            EventBody.Write(writer, Body, body, isText);
        }

        PathParameters.Write(writer, PathParametersMember, call.Route, path);
        writer.WriteBoolean(IsBase64Encoded, !isText);
        if (call.Route.Api.StageVariables is { } variables)
        {
            writer.WritePropertyName(StageVariables);
            writer.WriteRawValue(variables, skipInputValidation: true);
        }

        writer.WriteEndObject();
        var written = buffer.Complete();
        if (written.Length > largest)
        {
            return null;
        }

        return written;
    }

    private static void WriteContext(Utf8JsonWriter writer, HttpCall call, ReadOnlySpan<char> rawPath)
    {
        var request = call.Request;
        var api = call.Route.Api;
        string? host = request.Headers.Host;
        writer.WriteStartObject(RequestContext);
        writer.WriteString(AccountId, api.AccountText);
        writer.WriteString(ApiId, api.IdText);
        if (call.Jwt is { } jwt)
        {
            writer.WriteStartObject(Authorizer);
            writer.WriteStartObject(Jwt);
            jwt.Write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteString(DomainName, host ?? "");
        writer.WriteString(DomainPrefix, HostName.FirstLabel(host));
        writer.WriteStartObject(Http);
        writer.WriteString(Method, request.Method);
        writer.WriteString(Path, rawPath);
        writer.WriteString(Protocol, request.Protocol == HttpProtocol.Http2 ? "HTTP/2.0" : request.Protocol);
        writer.WriteString(SourceIp, call.SourceIp);
        writer.WriteString(UserAgent, EventHeaders.Join(request.Headers.UserAgent) ?? "");
        writer.WriteEndObject();
        writer.WriteString(RequestId, call.Ids.Request);
        writer.WriteString(RouteKey, call.Route.KeyText);
        writer.WriteString(Stage, api.StageText);
        writer.WriteString(Time, RequestTime.Format(call.At));
        writer.WriteNumber(TimeEpoch, call.At.ToUnixTimeMilliseconds());
        writer.WriteEndObject();
    }

    // A named stage's root is "/{stage}/", also when it was asked for without the slash.
    private static ReadOnlySpan<char> Decoded(ReadOnlySpan<char> path, HttpApi api)
    {
        var decoded = path.Contains('%') ? PercentEncoding.Decode(path) : path;
        return api.Stage != HttpApi.DefaultStage && decoded.Length == api.Stage.Length + 1 ? $"{decoded}/" : decoded;
    }
}
