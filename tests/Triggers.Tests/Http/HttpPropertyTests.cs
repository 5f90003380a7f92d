using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Triggers.Tests.Http;

/// <summary>Whatever a client sends and a handler returns: valid JSON goes in, no failure of ours comes out, nothing is lost.</summary>
public sealed class HttpPropertyTests
{
    private const int Samples = 300;

    private static readonly Gen<string> Words = Gen.String.Where(text => !text.Any(char.IsSurrogate));
    private static readonly Gen<string> HeaderValues = Gen.String[Gen.Char[' ', '~'], 0, 40].Select(text => text.Trim());
    private static readonly Gen<string> Targets = Gen.String[Gen.Char["abcXYZ019-._~!$&'()*+,;=:@/%?"], 0, 60];

    [Fact]
    public async Task Queries_paths_and_bodies_come_out_as_they_went_in()
    {
        await using var gateway = await Gateway.StartAsync("POST /x/{one}/{rest+}");
        var pairs = Gen.Select(Words, Words);
        await Gen.Select(Words.Where(text => text.Length > 0), Words.Where(text => text.Length > 0), pairs.Array[0, 20], Gen.Byte.Array[0, 3000], Gen.Bool)
            .SampleAsync(async (one, rest, query, body, isText) =>
            {
                var text = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}"));
                // A zero byte and dot segments are the client's and the server's own business.
                if (one.Contains('\0') || rest.Contains('\0') || one is "." or ".." || rest is "." or "..")
                {
                    return;
                }

                var made = await SendAsync(gateway, $"POST /x/{Uri.EscapeDataString(one)}/{Uri.EscapeDataString(rest)}?{text}", isText ? "text/plain" : "a/b", body);
                Assert.Equal(text, made["rawQueryString"]!.GetValue<string>());
                Assert.Equal((one, rest), (made["pathParameters"]!["one"]!.GetValue<string>(), made["pathParameters"]!["rest"]!.GetValue<string>()));
                var expected = query.GroupBy(pair => pair.Item1, pair => pair.Item2)
                    .ToDictionary(group => group.Key, group => string.Join(',', group));
                Assert.Equal(expected, made["queryStringParameters"]?.AsObject().ToDictionary(member => member.Key, member => member.Value!.GetValue<string>()) ?? []);
                var sent = made["body"]?.GetValue<string>() ?? "";
                Assert.Equal(body, made["isBase64Encoded"]!.GetValue<bool>() ? Convert.FromBase64String(sent) : Encoding.UTF8.GetBytes(sent));
            }, iter: Samples, threads: 1);
    }

    [Fact]
    public async Task Any_target_makes_an_event()
    {
        await using var gateway = await Gateway.StartAsync("$default", "ANY /a/{x}", "ANY /{x}/b/{y+}");
        await Targets.SampleAsync(async target =>
        {
            // A zero byte in the path is refused by the server itself.
            if (target.Contains("%00", StringComparison.Ordinal))
            {
                return;
            }

            var made = await SendAsync(gateway, $"GET /{target}", "text/plain", []);
            var question = target.IndexOf('?', StringComparison.Ordinal);
            Assert.Equal(question < 0 ? "" : target[(question + 1)..], made["rawQueryString"]!.GetValue<string>());
        }, iter: Samples, threads: 1);
    }

    [Fact]
    public async Task Headers_and_cookies_come_out_as_they_went_in()
    {
        await using var gateway = await Gateway.StartAsync("$default");
        var name = Gen.String[Gen.Char["abcdefXYZ0189-_!#$%&'*+.^`|~"], 1, 20].Select(text => $"t-{text}");
        await Gen.Select(Gen.Select(name, HeaderValues).Array[0, 10], Gen.Select(Words, Words).Array[0, 5])
            .SampleAsync(async (headers, cookies) =>
            {
                var lines = string.Concat(headers.Select(header => $"\r\n{header.Item1}: {header.Item2}"));
                var crumbs = cookies.Select(cookie => $"{Uri.EscapeDataString(cookie.Item1)}={Uri.EscapeDataString(cookie.Item2)}").ToArray();
                var made = await SendAsync(gateway, "GET /", "text/plain", [], cookies.Length == 0 ? lines : $"{lines}\r\ncookie: {string.Join("; ", crumbs)}");
                var expected = headers.GroupBy(header => header.Item1.ToLowerInvariant(), header => header.Item2).ToDictionary(group => group.Key, group => string.Join(',', group));
                Assert.Equal(expected, made["headers"]!.AsObject().Where(member => member.Key.StartsWith("t-", StringComparison.Ordinal)).ToDictionary(member => member.Key, member => member.Value!.GetValue<string>()));
                Assert.Equal(crumbs, made["cookies"]?.AsArray().Select(node => node!.GetValue<string>()) ?? []);
            }, iter: Samples, threads: 1);
    }

    [Fact]
    public async Task Any_response_is_answered()
    {
        await using var gateway = await Gateway.StartAsync("$default");
        var value = Gen.OneOf(Words.Select(text => JsonValue.Create(text).ToJsonString()), Gen.Int[-1000, 1000].Select(number => $"{number}"), OneOf("null", "true", "[]", "{}", "{\"a\":\"b\"}", "[\"a=b\"]", "\"aGk=\""));
        var member = Gen.Select(OneOf("statusCode", "headers", "cookies", "body", "isBase64Encoded", "other"), value).Select((name, text) => $"\"{name}\":{text}");
        var answer = Gen.OneOf(member.Array[0, 6].Select(members => Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}")), value.Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 50]);
        await answer.SampleAsync(async payload =>
        {
            gateway.Bus.Answer = request => Task.FromResult(FakeBus.Result(request, payload));
            using var response = await gateway.Client.GetAsync(gateway.Address, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.InRange((int)response.StatusCode, 200, 599);
            Assert.True(response.Headers.Contains("apigw-requestid"), text);
        }, iter: Samples, threads: 1);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static async Task<JsonNode> SendAsync(Gateway gateway, string line, string type, byte[] body, string more = "")
    {
        gateway.Bus.Requests.Clear();
        using var socket = await gateway.ConnectAsync();
        var head = $"{line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {body.Length}{more}\r\n\r\n";
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], TestContext.Current.CancellationToken);
        var answer = await Gateway.ReadToEndAsync(socket);
        Assert.True(answer.StartsWith("HTTP/1.1 200 OK", StringComparison.Ordinal), $"{head}\n{answer}");
        return gateway.Event();
    }
}
