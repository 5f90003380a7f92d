using System.Buffers.Text;

namespace Triggers.Http.Requests;

/// <summary>
/// The id API Gateway gives a request (<c>JKJaXmPLvHcESHA=</c>): 16 characters of base64 with one <c>=</c>, which is 11 bytes.
/// With <c>-</c> and <c>_</c>, as recorded ones have, so that it is safe in a header, a URL and a file name.
/// </summary>
internal static class RequestIds
{
    private const int Length = 16;
    private const int Bytes = 11;

    public static string New() => string.Create(Length, 0, static (text, _) =>
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Random.Shared.NextBytes(bytes);
        Base64Url.EncodeToChars(bytes, text);
        text[^1] = '=';
    });
}
