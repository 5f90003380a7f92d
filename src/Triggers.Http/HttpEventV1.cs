using System.Buffers;
using System.Text;
using System.Text.Json;
using Triggers.Http.Requests;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>
/// The event of payload format 1.0, of an HTTP API or, with small differences, of a REST API. What a request does not have is null.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
/// </summary>
internal static class HttpEventV1
{
    private const int ExpectedWithoutBody = 4096;

    private static readonly JsonEncodedText Version = HttpApi.Encode("version");
    private static readonly JsonEncodedText Version1 = HttpApi.Encode("1.0");
    private static readonly JsonEncodedText Resource = HttpApi.Encode("resource");
    private static readonly JsonEncodedText Path = HttpApi.Encode("path");
    private static readonly JsonEncodedText Method = HttpApi.Encode("httpMethod");
    private static readonly JsonEncodedText Query = HttpApi.Encode("queryStringParameters");
    private static readonly JsonEncodedText AllOfQuery = HttpApi.Encode("multiValueQueryStringParameters");
    private static readonly JsonEncodedText RequestContext = HttpApi.Encode("requestContext");
    private static readonly JsonEncodedText AccountId = HttpApi.Encode("accountId");
    private static readonly JsonEncodedText ApiId = HttpApi.Encode("apiId");
    private static readonly JsonEncodedText DeploymentId = HttpApi.Encode("deploymentId");
    private static readonly JsonEncodedText Authorizer = HttpApi.Encode("authorizer");
    private static readonly JsonEncodedText DomainName = HttpApi.Encode("domainName");
    private static readonly JsonEncodedText DomainPrefix = HttpApi.Encode("domainPrefix");
    private static readonly JsonEncodedText ExtendedRequestId = HttpApi.Encode("extendedRequestId");
    private static readonly JsonEncodedText Protocol = HttpApi.Encode("protocol");
    private static readonly JsonEncodedText RequestId = HttpApi.Encode("requestId");
    private static readonly JsonEncodedText Time = HttpApi.Encode("requestTime");
    private static readonly JsonEncodedText TimeEpoch = HttpApi.Encode("requestTimeEpoch");
    private static readonly JsonEncodedText ResourceId = HttpApi.Encode("resourceId");
    private static readonly JsonEncodedText ResourcePath = HttpApi.Encode("resourcePath");
    private static readonly JsonEncodedText Stage = HttpApi.Encode("stage");
    private static readonly JsonEncodedText Body = HttpApi.Encode("body");
    private static readonly JsonEncodedText PathParametersMember = HttpApi.Encode("pathParameters");
    private static readonly JsonEncodedText IsBase64Encoded = HttpApi.Encode("isBase64Encoded");
    private static readonly JsonEncodedText StageVariables = HttpApi.Encode("stageVariables");

    /// <summary>Writes the event of a request, or gives null when it would be larger than <paramref name="largest"/> bytes.</summary>
    public static ReadOnlyMemory<byte>? Write(HttpCall call, in ReadOnlySequence<byte> body, int largest)
    {
        var api = call.Route.Api;
        var isRest = api.Kind == ApiKind.RestApi;
        var headers = call.Request.Headers;
        var isUtf8 = Utf8Sequence.IsValid(body);
        var isText = body.IsEmpty || (isRest
            ? !api.BinaryTypes.Has(headers.ContentType)
            : isUtf8 && MediaTypes.IsText(headers.ContentType, EventHeaders.Join(headers.ContentEncoding)));
        var expected = EventBody.Length(body.Length, isText);
        if (expected > largest)
        {
            return null;
        }

        var buffer = EventBuffer.Take((int)expected + ExpectedWithoutBody);
        var writer = buffer.Writer;
        var path = call.Target.Path;
        writer.WriteStartObject();
        if (!isRest)
        {
            writer.WriteString(Version, Version1);
        }

        writer.WriteString(Resource, call.Route.ResourceText);
        writer.WriteString(Path, isRest ? StagePath.WithoutStage(path) : path);
        writer.WriteString(Method, call.Request.Method);
        MultiValueHeaders.Write(writer, call, body.Length);
        WriteQuery(writer, call.Target.Query);
        PathParameters.WriteFormat1(writer, PathParametersMember, call.Route, isRest ? StagePath.WithOneSlash(path) : path);
        writer.WritePropertyName(StageVariables);
        writer.WriteRawValue(api.StageVariables ?? "null"u8, skipInputValidation: true);
        WriteContext(writer, call, path);
        WriteBody(writer, body, isText, isUtf8);
        writer.WriteBoolean(IsBase64Encoded, !isText);
        writer.WriteEndObject();
        var written = buffer.Complete();
        if (written.Length > largest)
        {
            return null;
        }

        return written;
    }

    private static void WriteQuery(Utf8JsonWriter writer, ReadOnlySpan<char> query)
    {
        if (QueryParameters.Parse(query) is { } parameters)
        {
            parameters.WriteLast(writer, Query);
            parameters.WriteAll(writer, AllOfQuery);
        }
        else
        {
            writer.WriteNull(Query);
            writer.WriteNull(AllOfQuery);
        }
    }

    private static void WriteContext(Utf8JsonWriter writer, HttpCall call, ReadOnlySpan<char> path)
    {
        var api = call.Route.Api;
        var isRest = api.Kind == ApiKind.RestApi;
        string? host = call.Request.Headers.Host;
        writer.WriteStartObject(RequestContext);
        writer.WriteString(AccountId, api.AccountText);
        writer.WriteString(ApiId, api.IdText);
        if (isRest)
        {
            writer.WriteString(DeploymentId, api.DeploymentText);
        }

        if (call.Jwt is { } jwt)
        {
            writer.WriteStartObject(Authorizer);
            jwt.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteString(DomainName, host ?? "");
        writer.WriteString(DomainPrefix, HostName.FirstLabel(host));
        writer.WriteString(ExtendedRequestId, call.Ids.Extended);
        writer.WriteString(Method, call.Request.Method);
        RequestIdentity.Write(writer, call);
        writer.WriteString(Path, path);
        writer.WriteString(Protocol, call.Request.Protocol == HttpProtocol.Http2 ? "HTTP/2.0" : call.Request.Protocol);
        writer.WriteString(RequestId, call.Ids.Request);
        writer.WriteString(Time, RequestTime.Format(call.At));
        writer.WriteNumber(TimeEpoch, call.At.ToUnixTimeMilliseconds());
        writer.WriteString(ResourceId, isRest ? call.Route.ResourceIdText : call.Route.KeyText);
        writer.WriteString(ResourcePath, call.Route.ResourceText);
        writer.WriteString(Stage, api.StageText);
        writer.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter writer, in ReadOnlySequence<byte> body, bool isText, bool isUtf8)
    {
        if (body.IsEmpty)
        {
            writer.WriteNull(Body);
        }
        else if (isText && !isUtf8)
        {
            // A REST API hands everything on as text that is not declared binary, whatever becomes of it.
            writer.WriteString(Body, Encoding.UTF8.GetString(body));
        }
        else
        {
            EventBody.Write(writer, Body, body, isText);
        }
    }
}
