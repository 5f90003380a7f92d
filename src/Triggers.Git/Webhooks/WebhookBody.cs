using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Triggers.Git.Webhooks;

/// <summary>The bytes of a delivery, as one piece: a signature is that of exactly these.</summary>
internal sealed class WebhookBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    private WebhookBody()
    {
    }

    /// <summary>The bytes, until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads the whole body, or gives null as soon as it is over <paramref name="largest"/> bytes.</summary>
    /// <exception cref="BadHttpRequestException">It is cut short, or no proper chunks.</exception>
    public static async ValueTask<WebhookBody?> ReadAsync(HttpContext context, int largest, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > largest)
        {
            return null;
        }

        // The limit is ours to watch; the server's own, for all doors together, may be lower.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var body = new WebhookBody();
        try
        {
            while (await context.Request.Body.ReadAsync(body.Room(), cancellationToken) is var read and > 0)
            {
                body.length += read;
                if (body.length > largest)
                {
                    body.Dispose();
                    return null;
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, length) = ([], 0);
        }
    }

    // Grows with what has come, not with what was announced: an announcement costs its sender nothing.
    private Memory<byte> Room()
    {
        if (length == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(length);
    }
}
