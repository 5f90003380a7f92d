using System.Text;

namespace Triggers.Git.Hook;

/// <summary>The <c>post-receive</c> hook for repositories that no host sends webhooks for.</summary>
public static class PostReceiveHook
{
    /// <summary>The script.</summary>
    /// <param name="url">The repository's address here, <c>http://127.0.0.1:3003/git/NAME</c>.</param>
    /// <param name="secretFile">The file with the secret, readable by whoever pushes.</param>
    /// <param name="spool">The folder for pushes that are not sent yet.</param>
    public static string Write(Uri url, string secretFile, string spool)
    {
        using var stream = typeof(PostReceiveHook).Assembly.GetManifestResourceStream("Triggers.Git.Hook.post-receive.sh")
            ?? throw new InvalidOperationException("The hook is not in this build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd()
            .Replace("@URL@", Quoted(url.AbsoluteUri), StringComparison.Ordinal)
            .Replace("@SECRET_FILE@", Quoted(secretFile), StringComparison.Ordinal)
            .Replace("@SPOOL@", Quoted(spool), StringComparison.Ordinal);
    }

    // Within single quotes of a shell.
    private static string Quoted(string text) => text.Replace("'", @"'\''", StringComparison.Ordinal);
}
