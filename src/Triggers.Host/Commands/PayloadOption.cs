using System.CommandLine;
using System.Text;

namespace Triggers.Host.Commands;

/// <summary><c>--payload JSON|@FILE|-</c>.</summary>
internal static class PayloadOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create(string description) => new("--payload") { HelpName = "JSON|@FILE|-", Description = description };

    /// <summary>The bytes that are meant, or null when the option is not given.</summary>
    public static async Task<byte[]?> ReadAsync(string? payload, Terminal terminal, CancellationToken cancellationToken)
    {
        if (payload is null)
            return null;

        if (payload.StartsWith('@'))
            return await File.ReadAllBytesAsync(payload[1..], cancellationToken);

        if (payload != "-")
            return Encoding.UTF8.GetBytes(payload);

        using var buffer = new MemoryStream();
        await using var input = terminal.In();
        await input.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
