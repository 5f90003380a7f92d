using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http.Features;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Requests;

/// <summary>A request's body, whole, within the limit of its route.</summary>
internal sealed class RequestBody
{
    private const int FirstPiece = 1024 * 1024;

    private readonly ReadOnlyMemory<byte> bytes;

    private RequestBody(ReadOnlyMemory<byte> bytes) => this.bytes = bytes;

    /// <summary>Reads the body; a second time only if it was kept (<see cref="KeepAsync"/>).</summary>
    /// <exception cref="LambdaException">413: larger than its route takes.</exception>
    public static ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context) =>
        context.Features.Get<RequestBody>() is { } kept ? ValueTask.FromResult(kept.bytes) : ReadOnceAsync(context);

    /// <summary>Reads the body and keeps it for the next reader, whichever way it reads: the signature is checked before the operation.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> KeepAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        context.Features.Set(new RequestBody(body));
        context.Request.Body = MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : Stream.Null;
        return body;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadOnceAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? BodyLimit.Unknown;
        var most = limit.Bytes;
        var length = context.Request.ContentLength;

        // The server's own limit is lower than a package's; ours is checked here, byte by byte. Without its limit the server also
        // takes the rest of a body that was refused, for a while, so that the caller comes to read the refusal.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = null;
        }

        if (length > most)
        {
            throw TooLarge(limit);
        }

        if (length == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        // A stated length is believed up to a piece: memory is taken as bytes arrive.
        var buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(length ?? 4096, FirstPiece));
        var filled = 0;
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(buffer.AsMemory(filled), context.RequestAborted);
            filled += read;
            if (read == 0 || filled == length)
            {
                return buffer.AsMemory(0, filled);
            }

            if (filled > most)
            {
                throw TooLarge(limit);
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(length ?? most + 1L, buffer.Length * 2L));
            }
        }
    }

    // The text: aws/aws-lambda-dotnet, Tools/LambdaTestTool-v2, LambdaRuntimeAPI.cs; the same for CreateFunction.
    private static LambdaException TooLarge(BodyLimit limit) => new(LambdaErrors.RequestTooLarge,
        $"Request must be smaller than {limit.Bytes} bytes for the {limit.Operation} operation");
}
