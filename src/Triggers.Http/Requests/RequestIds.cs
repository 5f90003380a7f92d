using System.Buffers.Text;
using Triggers.Contracts;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>The ids of one request, which are in its event and on its answer.</summary>
/// <param name="Kind">The kind of front, which says what they look like.</param>
/// <param name="Request">Its id: 16 characters for an HTTP API, else a UUID. The invocation has its own.</param>
/// <param name="Extended">A REST API's second id; of others the first once more.</param>
/// <param name="Trace">The trace header that goes on to the function.</param>
internal readonly record struct RequestIds(ApiKind Kind, string Request, string Extended, string Trace)
{
    /// <summary>The header that carries an HTTP API's request id.</summary>
    public const string HttpApiHeader = "apigw-requestid";

    /// <summary>The header that carries the request id of the others.</summary>
    public const string AmazonHeader = "x-amzn-RequestId";

    /// <summary>The header that carries a REST API's second id.</summary>
    public const string ExtendedHeader = "x-amz-apigw-id";

    private const int Length = 16;
    private const int Bytes = 11;

    /// <summary>Ids for a request that has just come in.</summary>
    public static RequestIds New(ApiKind kind, string trace)
    {
        var request = kind == ApiKind.HttpApi ? NewShort() : InvocationRequest.NewRequestId();
        return new RequestIds(kind, request, kind == ApiKind.RestApi ? NewShort() : request, trace);
    }

    /// <summary>
    /// API Gateway's short id (<c>JKJaXmPLvHcESHA=</c>): 16 characters of base64 with one <c>=</c>, which is 11 bytes. With
    /// <c>-</c> and <c>_</c>, as recorded ones have, so that it is safe in a header, a URL and a file name.
    /// </summary>
    public static string NewShort() => string.Create(Length, 0, static (text, _) =>
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Random.Shared.NextBytes(bytes);
        Base64Url.EncodeToChars(bytes, text);
        text[^1] = '=';
    });

    /// <summary>Puts them on an answer.</summary>
    public void Put(IHeaderDictionary headers)
    {
        if (Kind == ApiKind.HttpApi)
        {
            headers[HttpApiHeader] = Request;
            return;
        }

        headers[AmazonHeader] = Request;
        headers["X-Amzn-Trace-Id"] = Trace;
        if (Kind == ApiKind.RestApi)
        {
            headers[ExtendedHeader] = Extended;
        }
    }
}
