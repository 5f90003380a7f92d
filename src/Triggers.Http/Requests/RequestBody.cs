using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Triggers.Http.Requests;

/// <summary>
/// A request's body as it lies in the server's own buffers: nothing is copied before the event is written. Whoever reads it
/// says <see cref="Release"/> when done.
/// </summary>
internal readonly struct RequestBody
{
    private readonly PipeReader? reader;

    private RequestBody(PipeReader? reader, ReadOnlySequence<byte> bytes)
    {
        this.reader = reader;
        Bytes = bytes;
    }

    public ReadOnlySequence<byte> Bytes { get; }

    /// <summary>Reads the whole body, or gives null as soon as it is over <paramref name="largest"/> bytes.</summary>
    /// <exception cref="BadHttpRequestException">It is cut short, or no proper chunks.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(HttpContext context, long largest, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return default(RequestBody);
        }

        if (request.ContentLength > largest)
        {
            return null;
        }

        // The limit is ours to watch; the server's own, for all doors together, may be lower.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.Buffer.Length > largest)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                return new RequestBody(reader, result.Buffer);
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Gives the buffers back.</summary>
    public void Release() => reader?.AdvanceTo(Bytes.End);
}
