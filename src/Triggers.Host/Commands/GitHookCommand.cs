using System.CommandLine;
using Triggers.Git.Hook;

namespace Triggers.Host.Commands;

/// <summary><c>triggers git hook install PATH</c>: the <c>post-receive</c> hook of a repository on this machine.</summary>
internal static class GitHookCommand
{
    private const string HookName = "post-receive";
    private const string Mark = "Made by: triggers git hook";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Program = Private | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context) => new("hook", "A hook for repositories that no git host sends webhooks for.") { CreateInstall(context) };

    private static Command CreateInstall(CommandContext context)
    {
        var path = new Argument<string>("PATH") { Description = "The repository: bare, or with a working tree." };
        var repository = new Option<string?>("--repository") { HelpName = "NAME", Description = "Its name in the template (default: the name of the folder, without .git)." };
        var secretFile = new Option<string?>("--secret-file") { HelpName = "FILE", Description = "A file with the secret, which is copied (default: a new one)." };
        var url = GitCommand.UrlOption();
        var command = new Command("install", "Write the hook, and print it for copying elsewhere.") { path, repository, url, secretFile };
        command.SetAction(parsed =>
        {
            var folder = FindRepository(parsed.GetRequiredValue(path));
            var name = parsed.GetValue(repository) ?? NameOf(parsed.GetRequiredValue(path));
            var own = Path.Combine(folder, "triggers");
            var script = PostReceiveHook.Write(GitCommand.AddressOf(name, parsed.GetValue(url), context), Path.Combine(own, "secret"), Path.Combine(own, "spool"));
            var hook = Path.Combine(folder, "hooks", HookName);
            context.Terminal.Out.Write(script);
            if (File.Exists(hook) && !File.ReadAllText(hook).Contains(Mark, StringComparison.Ordinal))
                throw new UsageException($"{hook} is there already and is not ours, so nothing was written. Call the hook printed above from it, with the same standard input.");

            var secret = KeepSecret(Path.Combine(own, "secret"), parsed.GetValue(secretFile));
            Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
            Write(hook, script, Program);
            context.Terminal.Error.WriteLine($"Written to {hook}. Its secret is in {secret}; let the git trigger know it:");
            context.Terminal.Error.WriteLine($"  triggers up --Git:Repositories:{name}:SecretFiles:0={secret}");
        });
        return command;
    }

    private static string FindRepository(string path)
    {
        foreach (var candidate in new[] { Path.Combine(path, ".git"), path })
        {
            if (File.Exists(Path.Combine(candidate, "HEAD")) && Directory.Exists(Path.Combine(candidate, "objects")))
                return Path.GetFullPath(candidate);
        }

        throw new UsageException($"There is no git repository in {path}.");
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }

    // A secret that is there stays: the trigger knows it.
    private static string KeepSecret(string file, string? given)
    {
        if (given is not null || !File.Exists(file))
        {
            var secret = given is null ? GitCommand.NewSecret() : File.ReadAllText(given).TrimEnd('\r', '\n');
            if (secret.Length == 0 || secret.Contains('\n', StringComparison.Ordinal))
                throw new UsageException($"{given} must hold one line, the secret.");

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Write(file, secret + "\n", Private);
        }

        return file;
    }

    private static void Write(string file, string text, UnixFileMode mode)
    {
        var written = file + ".new";
        File.Delete(written);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;

        using (var writer = new StreamWriter(written, options))
            writer.Write(text);

        File.Move(written, file, overwrite: true);
    }
}
