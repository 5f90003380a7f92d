using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Finishes_the_request_in_flight_and_accepts_no_new_one()
    {
        var arrived = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var app = await HostedApp.StartAsync(map: app => app.Run(async context =>
        {
            arrived.SetResult();
            await finish.Task;
            await context.Response.WriteAsync("whole answer");
        }));
        var address = app.Client.BaseAddress!;
        var inFlight = app.GetAsync("/slow");
        await arrived.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stop = app.App.StopAsync(TestContext.Current.CancellationToken);
        await RefusesConnectionsAsync(address);

        Assert.False(inFlight.IsCompleted);
        Assert.False(stop.IsCompleted);
        finish.SetResult();
        Assert.Equal((200, "whole answer"), await inFlight);
        await stop;
    }

    [Fact]
    public async Task Gives_requests_in_flight_30_seconds()
    {
        await using var app = await HostedApp.StartAsync();
        Assert.Equal(TimeSpan.FromSeconds(30), app.App.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static async Task RefusesConnectionsAsync(Uri address)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
