namespace Triggers.EndToEnd.Hosting;

/// <summary>One running system for every test that leaves the others' functions alone.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private RunningHost? running;

    internal RunningHost Running => running!;

    public async ValueTask InitializeAsync() => running = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => running?.DisposeAsync() ?? ValueTask.CompletedTask;
}
