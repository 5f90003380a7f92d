using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Is_alive_but_not_ready_while_the_gate_is_held()
    {
        await using var app = await HostedApp.StartAsync();
        var first = app.Gate.Hold("The templates are being deployed.");
        var second = app.Gate.Hold("The catalog is being read.");

        Assert.Equal((200, """{"status":"Alive"}"""), await app.GetAsync("/healthz"));
        first.Dispose();
        Assert.Equal((503, """{"status":"NotReady","reason":"The catalog is being read.","checks":{}}"""), await app.GetAsync("/readyz"));
        second.Dispose();
        Assert.Equal((200, """{"status":"Ready","checks":{}}"""), await app.GetAsync("/readyz"));
    }

    [Fact]
    public async Task A_failed_check_makes_it_not_ready_and_keeps_the_exception_to_itself()
    {
        await using var app = await HostedApp.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("state", () => HealthCheckResult.Unhealthy("The database does not answer.", new IOException("secret path")))
            .AddCheck("broker", () => HealthCheckResult.Degraded("One of three nodes is down.")));

        Assert.Equal(
            (503, """{"status":"NotReady","checks":{"state":{"status":"Unhealthy","description":"The database does not answer."},"broker":{"status":"Degraded","description":"One of three nodes is down."}}}"""),
            await app.GetAsync("/readyz"));
    }

    [Fact]
    public async Task Wants_no_requests_before_its_start_and_after_its_stop()
    {
        await using var app = await HostedApp.StartAsync();
        Assert.True(app.Gate.IsOpen);

        await app.App.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("The process is stopping.", app.Gate.WhyClosed());
    }

    [Theory]
    [InlineData("/healthz/more")]
    [InlineData("/Healthz")]
    [InlineData("/")]
    public async Task Leaves_every_other_path_to_the_service(string path)
    {
        await using var app = await HostedApp.StartAsync();
        Assert.Equal((404, ""), await app.GetAsync(path));
    }

    [Fact]
    public async Task Leaves_other_methods_to_the_service()
    {
        await using var app = await HostedApp.StartAsync();
        using var response = await app.Client.PostAsync(new Uri("/healthz", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)response.StatusCode);
    }
}
