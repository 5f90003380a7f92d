using System.Diagnostics;

namespace Triggers.EndToEnd.Hosting;

/// <summary>Waits for what another process brings about.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until it is so; fails when it never is.</summary>
    public static async Task TrueAsync(Func<Task<bool>> isSo, TimeSpan longest, Func<string> complaint)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(clock.Elapsed < longest, complaint());
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
