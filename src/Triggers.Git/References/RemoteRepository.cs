using System.Diagnostics;
using System.Text;
using Triggers.Git.Pushes;

namespace Triggers.Git.References;

/// <summary>
/// A repository that can be read: <c>git ls-remote</c>, which speaks every protocol git does.
/// https://git-scm.com/docs/git-ls-remote
/// </summary>
internal sealed class RemoteRepository
{
    private const string Peeled = "^{}";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string address;
    private readonly string? authorization;

    /// <summary>The repository at an address; a user and password in it go into a header, where no other process can see them.</summary>
    public RemoteRepository(string url)
    {
        (address, Shown) = (url, url);
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0)
        {
            Shown = new UriBuilder(uri) { UserName = "", Password = "" }.Uri.ToString();
            if (uri.Scheme is "http" or "https")
            {
                address = Shown;
                authorization = $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo)))}";
            }
        }
    }

    /// <summary>The address without secrets.</summary>
    public string Shown { get; }

    /// <summary>Reads all branches and tags.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, RemoteReference>> ReadAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var process = Start();
        try
        {
            var error = process.StandardError.ReadToEndAsync(both.Token);
            var references = await ReadAsync(process.StandardOutput, both.Token);
            await process.WaitForExitAsync(both.Token);
            return process.ExitCode == 0
                ? references
                : throw new IOException($"git ls-remote ended with {process.ExitCode}: {(await error).Trim().ReplaceLineEndings(" ")}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"git ls-remote took longer than {Patience}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<Dictionary<string, RemoteReference>> ReadAsync(StreamReader output, CancellationToken cancellationToken)
    {
        var references = new Dictionary<string, RemoteReference>(StringComparer.Ordinal);
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0 || !ObjectIds.IsId(line[..tab]))
            {
                continue;
            }

            var (id, name) = (line[..tab], line[(tab + 1)..]);
            if (name.EndsWith(Peeled, StringComparison.Ordinal) && references.TryGetValue(name[..^Peeled.Length], out var tag))
            {
                references[name[..^Peeled.Length]] = tag with { Commit = id };
            }
            else if (ReferenceNames.IsTold(name))
            {
                references[name] = new RemoteReference(id, null);
            }
        }

        return references;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("git", ["ls-remote", "--heads", "--tags", "--", address])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "file:git:http:https:ssh";
        if (authorization is not null)
        {
            start.Environment["GIT_CONFIG_COUNT"] = "1";
            start.Environment["GIT_CONFIG_KEY_0"] = "http.extraHeader";
            start.Environment["GIT_CONFIG_VALUE_0"] = authorization;
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"git cannot be started ({e.Message}): install it, or leave out ReadUrl.", e);
        }
    }
}
