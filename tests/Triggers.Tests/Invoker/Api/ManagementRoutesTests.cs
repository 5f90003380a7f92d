using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Invoker.Api;

/// <summary>Operations of other parts on the Lambda API's address.</summary>
public sealed class ManagementRoutesTests
{
    [Fact]
    public async Task Operations_are_found_by_target_or_path_behind_the_guard()
    {
        await using var api = await ApiHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new ManagementEndpoint("one", "Do", Echo("do")) { Target = "One_2020.Do" });
            builder.Services.AddSingleton(new ManagementEndpoint("two", "Other", Echo("other")) { Target = "Two.Other" });
            builder.Services.AddSingleton(new ManagementEndpoint("three", "Get", Echo("get")) { Method = "GET", Pattern = "/things/{name}" });
        });

        (await api.SendAsync("POST", "/", "body", ("X-Amz-Target", "One_2020.Do"))).Is(HttpStatusCode.OK, "\"do body\"");
        (await api.SendAsync("POST", "/", "", ("X-Amz-Target", "Two.Other"))).Is(HttpStatusCode.OK, "\"other \"");
        (await api.SendAsync("GET", "/things/a")).Is(HttpStatusCode.OK, "\"get \"");
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync("POST", "/", "", ("X-Amz-Target", "Two.Do"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync("POST", "/", "")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.SendAsync("POST", "/", "", ("X-Amz-Target", "One_2020.Do"), ("Origin", "https://evil.example"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await api.SendAsync("POST", "/", new string('x', 2_000_000), ("X-Amz-Target", "One_2020.Do"))).Status);
    }

    private static RequestDelegate Echo(string name) => async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        await context.Response.WriteAsync($"\"{name} {await reader.ReadToEndAsync(context.RequestAborted)}\"");
    };
}
