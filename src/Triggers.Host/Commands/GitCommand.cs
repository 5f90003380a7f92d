using System.CommandLine;
using System.Security.Cryptography;
using Triggers.Git;

namespace Triggers.Host.Commands;

/// <summary><c>triggers git connect|hook</c>: what to set on a git host, and the hook for repositories without one.</summary>
internal static class GitCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) => new("git", "Connect git repositories: webhook settings, and a hook for plain git.")
    {
        CreateConnect(context),
        GitHookCommand.Create(context),
    };

    /// <summary><c>--url URL</c>.</summary>
    public static Option<string?> UrlOption() => new("--url")
    {
        HelpName = "URL",
        Description = "Address by which the git host reaches the git trigger (default: the setting Git:Url, http://127.0.0.1:3003).",
    };

    /// <summary>The address of a repository's deliveries.</summary>
    /// <exception cref="UsageException">The address cannot be read.</exception>
    public static Uri AddressOf(string repository, string? url, CommandContext context)
    {
        var text = url ?? context.ReadConfiguration()[$"{GitTriggerOptions.Section}:Url"] ?? GitTriggerOptions.DefaultUrl;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/git/" + repository, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new UsageException($"The address must look like https://git.example.org, was '{text}'.");

        return address;
    }

    /// <summary>A secret nobody can guess.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static Command CreateConnect(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The repository's name, as in the template." };
        var url = UrlOption();
        var command = new Command("connect", "Print the webhook settings for each git host.") { name, url };
        command.SetAction(parsed =>
        {
            var repository = parsed.GetRequiredValue(name);
            context.Terminal.Out.Write(WebhookSettings.Print(repository, AddressOf(repository, parsed.GetValue(url), context), NewSecret()));
        });
        return command;
    }
}
