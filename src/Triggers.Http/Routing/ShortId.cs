using System.Security.Cryptography;
using System.Text;

namespace Triggers.Http.Routing;

/// <summary>Ids where AWS has random ones: letters and digits that follow from what they are for, so that they stay the same.</summary>
internal static class ShortId
{
    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>An id of a length, up to 32, for something of these names.</summary>
    public static string Of(int length, params ReadOnlySpan<string> names)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names)));
        return string.Create(length, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Characters[bytes[i] % Characters.Length];
            }
        });
    }
}
