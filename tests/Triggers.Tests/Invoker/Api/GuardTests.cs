using System.Net;
using Microsoft.AspNetCore.Builder;
using Triggers.Contracts.Hosting;
using Triggers.Invoker.Api;

namespace Triggers.Tests.Invoker.Api;

public sealed class GuardTests
{
    [Theory]
    [InlineData("Host", "evil.example:3001")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "192.168.0.1:3001")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Origin", "null")]
    public async Task Refuses_web_pages_of_other_sites(string header, string value)
    {
        await using var api = await ApiHost.StartAsync();

        var reply = await api.SendAsync("GET", "/2015-03-31/functions", null, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Equal("AccessDeniedException", reply.Headers["x-amzn-ErrorType"]);
        Assert.Contains(value, (string)reply.Json!["Message"]!);
    }

    [Theory]
    [InlineData("Host", "localhost:3001")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "[::1]:3001")]
    [InlineData("Origin", "http://localhost:5173")]
    [InlineData("Authorization", "AWS4-HMAC-SHA256 whatever")]
    public async Task Lets_this_machine_in(string header, string value)
    {
        await using var api = await ApiHost.StartAsync();

        (await api.SendAsync("GET", "/2015-03-31/functions", null, (header, value))).Is(HttpStatusCode.OK, """{"Functions":[]}""");
    }

    [Theory]
    [InlineData("http://0.0.0.0:3001")]
    [InlineData("http://[::]:3001")]
    [InlineData("http://lambda.example.org:3001")]
    [InlineData("http://10.0.0.1")]
    public void Does_not_listen_to_others_without_credentials(string url)
    {
        var builder = WebApplication.CreateSlimBuilder(["--Lambda:Url=" + url]);

        var problem = Assert.Throws<SettingException>(() => builder.AddLambdaApi());

        Assert.Equal(
            $"Lambda:Url {url} can be reached by other machines, and whoever reaches the Lambda API can run any code here. " +
            "Set an access key and its secret (Lambda:Credentials:{access key}={secret}), or listen on 127.0.0.1.",
            problem.Message);
    }

    [Theory]
    [InlineData("http://0.0.0.0:3001", "--Lambda:Credentials:AKIDEXAMPLE=secret")]
    [InlineData("http://127.0.0.2:3001", "")]
    [InlineData("http://localhost:3001", "")]
    [InlineData("http://[::1]:3001", "")]
    public void Listens_where_it_is_safe(string url, string credentials) =>
        Assert.Equal(new Uri(url), WebApplication.CreateSlimBuilder(["--Lambda:Url=" + url, credentials]).AddLambdaApi().Url);

    [Fact]
    public void Refuses_an_empty_secret()
    {
        var builder = WebApplication.CreateSlimBuilder(["--Lambda:Credentials:AKIDEXAMPLE="]);

        var problem = Assert.Throws<SettingException>(() => builder.AddLambdaApi());

        Assert.Equal("Lambda:Credentials:AKIDEXAMPLE must be the secret of the access key 'AKIDEXAMPLE', was empty.", problem.Message);
    }
}
