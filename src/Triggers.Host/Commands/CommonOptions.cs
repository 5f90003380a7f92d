using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace Triggers.Host.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    /// <summary><c>--endpoint URL</c>.</summary>
    public static Option<string?> Endpoint() => new("--endpoint")
    {
        HelpName = "URL",
        Description = "Address of the Lambda API of a running 'triggers up' (default: the setting Lambda:Url, http://127.0.0.1:3001).",
    };

    /// <summary><c>--stack-name NAME</c>.</summary>
    public static Option<string?> StackName() => new("--stack-name")
    {
        HelpName = "NAME",
        Description = "Name of the stack (default: the name of the template's folder).",
    };

    /// <summary><c>--parameter Name=Value</c>, any number of times.</summary>
    public static Option<ImmutableDictionary<string, string>> Parameters()
    {
        var option = new Option<ImmutableDictionary<string, string>>("--parameter")
        {
            HelpName = "NAME=VALUE",
            Description = "Value of a parameter of the template; may be repeated.",
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = ReadParameters,
            DefaultValueFactory = _ => ImmutableDictionary<string, string>.Empty,
        };
        return option;
    }

    private static ImmutableDictionary<string, string>? ReadParameters(ArgumentResult result)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var at = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
                values[token.Value[..at]] = token.Value[(at + 1)..];
            else
                result.AddError($"--parameter takes NAME=VALUE, was '{token.Value}'.");
        }

        return values.ToImmutable();
    }
}
