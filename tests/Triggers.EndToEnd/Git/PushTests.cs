using Triggers.EndToEnd.Hosting;

namespace Triggers.EndToEnd.Git;

/// <summary>Real pushes to a bare repository with our hook: each change arrives, and once.</summary>
public sealed class PushTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly GitProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Every_kind_of_change_arrives_and_a_push_is_one_event()
    {
        var repository = await BareRepository.CreateAsync(project.Folder);
        await repository.InstallHookAsync();
        await using var host = await StartAsync(repository);
        var expected = new List<string>();

        var first = await repository.CommitAsync("first");
        await PushAsync("main");
        await ArriveAsync($"+refs/heads/main {first}");

        var second = await repository.CommitAsync("second");
        await PushAsync("main");
        await ArriveAsync($"=refs/heads/main {second}");

        await repository.GitAsync("reset", "-q", "--hard", first);
        var other = await repository.CommitAsync("other");
        await PushAsync("--force", "main");
        await ArriveAsync($"=refs/heads/main {other}");

        await repository.GitAsync("tag", "-a", "-m", "release", "v1/ü%20");
        await PushAsync("v1/ü%20");
        await ArriveAsync($"+refs/tags/v1/ü%20 {await repository.GitAsync("rev-parse", "refs/tags/v1/ü%20")}");

        await PushAsync("main:refs/heads/v1/ü%20");
        await ArriveAsync($"+refs/heads/v1/ü%20 {other}");

        await PushAsync(":refs/heads/v1/ü%20");
        await ArriveAsync($"-refs/heads/v1/ü%20 {other}");

        var many = Enumerable.Range(0, 200).Select(i => $"many/{i:000}").ToArray();
        await PushAsync([.. many.Select(name => $"main:refs/heads/{name}")]);
        await ArriveAsync([.. many.Select(name => $"+refs/heads/{name} {other}")]);
        Assert.Equal(7, project.Events.Count);
        Assert.Equal("arn:aws:iam::000000000000:user/ada-l", (string?)project.Events[0]["Records"]![0]!["userIdentityARN"]);

        async Task ArriveAsync(params string[] changes)
        {
            expected.AddRange(changes);
            await Until.TrueAsync(() => Task.FromResult(project.Told.Count >= expected.Count), Longest, () => $"{string.Join('\n', project.Told)}\n{host.Output}");
            Assert.Equal(expected, project.Told);
        }

        async Task PushAsync(params string[] references) => await repository.GitAsync(["push", "-q", "origin", .. references]);
    }

    [Fact]
    public async Task What_is_pushed_while_the_gateway_is_down_or_killed_arrives_once_and_in_order()
    {
        var repository = await BareRepository.CreateAsync(project.Folder);
        await repository.InstallHookAsync();
        var commits = new List<string>();

        // Nobody listens yet.
        await PushAsync(3);
        await using (var host = await StartAsync(repository))
        {
            await ArriveAsync(host);
            await PushAsync(2);
            await ArriveAsync(host);
            await host.KillAsync();
        }

        await PushAsync(3);
        await using (var host = await StartAsync(repository))
        {
            await ArriveAsync(host);
            Assert.Equal([$"+refs/heads/main {commits[0]}", .. commits.Skip(1).Select(commit => $"=refs/heads/main {commit}")], project.Told);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(repository.Path, "triggers", "spool"), "*.push"));

        async Task PushAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                commits.Add(await repository.CommitAsync($"commit {commits.Count}"));
                await repository.GitAsync("push", "-q", "origin", "main");
            }
        }

        Task ArriveAsync(RunningHost host) => Until.TrueAsync(
            () => Task.FromResult(project.Told.Count >= commits.Count), Longest, () => $"{project.Told.Count} of {commits.Count}\n{host.Output}");
    }

    [Fact]
    public async Task A_catch_up_finds_what_was_missed_and_late_deliveries_do_not_tell_it_again()
    {
        var repository = await BareRepository.CreateAsync(project.Folder);
        var first = await repository.CommitAsync("first");
        await repository.GitAsync("push", "-q", "origin", "main");
        string[] settings = [$"--Git:Repositories:repo:ReadUrl={repository.Path}", "--Git:Poll=00:00:01"];
        await using (var host = await StartAsync(repository, settings))
        {
            // The first reading is no news: what follows it is.
            await Until.TrueAsync(() => Task.FromResult(host.Output.Contains("read for the first time", StringComparison.Ordinal)), Longest, () => host.Output);
            await repository.GitAsync("push", "-q", "origin", "main:refs/heads/side");
            await Until.TrueAsync(() => Task.FromResult(project.Told.Count >= 1), Longest, () => string.Join('\n', project.Told));
            Assert.Equal([$"+refs/heads/side {first}"], project.Told);

            // Out of reach for a while.
            Directory.Move(repository.Path, repository.Path + ".away");
            await repository.GitAsync("push", "-q", repository.Path + ".away", "main:refs/heads/cut");
            Directory.Move(repository.Path + ".away", repository.Path);
            await Until.TrueAsync(() => Task.FromResult(project.Told.Count >= 2), Longest, () => string.Join('\n', project.Told));
        }

        // While the gateway is down, with a hook whose deliveries come when it is up again, as the catch-up does.
        await repository.InstallHookAsync();
        var second = await repository.CommitAsync("second");
        await repository.GitAsync("push", "-q", "origin", "main");
        var third = await repository.CommitAsync("third");
        await repository.GitAsync("push", "-q", "origin", "main", ":refs/heads/side");
        await using (var host = await StartAsync(repository, settings))
        {
            var spool = Path.Combine(repository.Path, "triggers", "spool");
            await Until.TrueAsync(() => Task.FromResult(Directory.GetFiles(spool, "*.push").Length == 0 && Told($"=refs/heads/main {third}") == 1), Longest, () => host.Output);
        }

        Assert.Equal((1, 1, 1, 1), (Told($"+refs/heads/cut {first}"), Told($"-refs/heads/side {first}"), Told($"=refs/heads/main {third}"), Told($"+refs/heads/side {first}")));
        Assert.InRange(Told($"=refs/heads/main {second}"), 0, 1);
        Assert.DoesNotContain(project.Told, told => told.StartsWith("+refs/heads/main", StringComparison.Ordinal));

        int Told(string change) => project.Told.Count(told => told == change);
    }

    private Task<RunningHost> StartAsync(BareRepository repository, params string[] settings) =>
        project.StartAsync([$"--Git:Url={repository.Gateway.GetLeftPart(UriPartial.Authority)}", .. settings]);
}
