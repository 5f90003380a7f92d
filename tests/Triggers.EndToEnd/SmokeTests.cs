namespace Triggers.EndToEnd;

public sealed class SmokeTests
{
    [Fact]
    public void Starts() => Assert.True(true);
}
