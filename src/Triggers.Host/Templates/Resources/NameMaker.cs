using System.Security.Cryptography;
using System.Text;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// Names that AWS makes up at random. Here they follow from stack and logical id, so that deploying again changes nothing.
/// </summary>
internal static class NameMaker
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary><c>{stack}-{logical id}</c>, cut to <paramref name="longest"/> with some digits that keep it distinct.</summary>
    public static string For(string stack, string logicalId, int longest)
    {
        var name = $"{stack}-{logicalId}";
        return name.Length <= longest ? name : $"{name[..(longest - 9)]}-{Id(8, stack, logicalId)}";
    }

    /// <summary>Lower-case letters and digits, the same for the same parts.</summary>
    public static string Id(int length, params string[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', parts)));
        return string.Create(length, hash, static (span, hash) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = LettersAndDigits[hash[i] % LettersAndDigits.Length];
        });
    }
}
