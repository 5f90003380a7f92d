using System.Collections.Immutable;

namespace Triggers.Host.Commands;

/// <summary>
/// Tells settings from a command's own options: what has a colon in its name, <c>--Lambda:Url=http://…</c>, is a setting and goes
/// to the configuration.
/// </summary>
internal static class SettingArguments
{
    /// <summary>The arguments of the command, and the settings as <c>--Section:Key=Value</c>.</summary>
    /// <exception cref="UsageException">A setting has no value.</exception>
    public static (ImmutableArray<string> Command, ImmutableArray<string> Settings) Split(IReadOnlyList<string> arguments)
    {
        var command = ImmutableArray.CreateBuilder<string>();
        var settings = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!IsSetting(argument))
                command.Add(argument);
            else if (argument.Contains('=', StringComparison.Ordinal))
                settings.Add(argument);
            else if (i + 1 < arguments.Count)
                settings.Add($"{argument}={arguments[++i]}");
            else
                throw new UsageException($"The setting {argument} has no value; write {argument}=VALUE.");
        }

        return (command.ToImmutable(), settings.ToImmutable());
    }

    private static bool IsSetting(string argument)
    {
        var name = argument.Split('=', 2)[0];
        return name.Length > 2 && name.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(name[2]) && name.Contains(':', StringComparison.Ordinal);
    }
}
