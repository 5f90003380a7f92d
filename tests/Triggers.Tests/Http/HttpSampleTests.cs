using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Http;

/// <summary>
/// Published payload 2.0 events: the request each describes is sent over a socket, and the event made of it compared with the
/// sample.
/// <para>
/// By nature different, so taken from the made event: the request id, the client's address and whatever is made of it, the port, the
/// scheme and the trace root of a connection that never was AWS's; <c>time</c> where the sample's contradicts its
/// <c>timeEpoch</c>, to which the clock is set. Header names become lower-case, and the headers an HTTP request cannot do without are
/// added. Left out of the samples: <c>authorizer</c> (no authorizer here), <c>authentication</c> (mutual TLS), <c>routeId</c>
/// (not in the format). Samples made by hand to show a member also bend: one whose route has no such parameter
/// keeps none, one whose <c>routeKey</c> or <c>stage</c> differ from each other is taken at <c>$default</c>, its prefix is the
/// first label of its domain, and a body in base64 that is none is sent as text.
/// </para>
/// </summary>
public sealed class HttpSampleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples() =>
        SampleFolder.Find("apigw-v2") is { } folder ? [.. Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [""];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Makes_the_published_event(string file)
    {
        var folder = SampleFolder.Find("apigw-v2");
        Assert.SkipWhen(folder is null, SampleFolder.Missing);
        var sample = Read(await File.ReadAllTextAsync(Path.Combine(folder!, file), Cancellation));
        var context = sample["requestContext"]!;
        await using var gateway = await StartAsync(sample);
        await gateway.SendRawAsync(Request(sample));
        var made = gateway.Event();
        var madeContext = made["requestContext"]!;
        Settle(sample, made);
        context["requestId"] = madeContext["requestId"]!.DeepClone();
        context["http"]!["sourceIp"] = "127.0.0.1";
        context["domainPrefix"] = context["domainName"]!.GetValue<string>().Split('.')[0];
        HttpEventV2Tests.AssertSame(sample, made);
    }

    // A template of a tool's own has {{{marks}}} for what the user says.
    private static JsonNode Read(string text)
    {
        var sample = JsonNode.Parse(text
            .Replace("{{{path}}}", "my/path", StringComparison.Ordinal).Replace("{{{account_id}}}", "123456789012", StringComparison.Ordinal)
            .Replace("{{{dns_suffix}}}", "us-east-1.amazonaws.com", StringComparison.Ordinal).Replace("{{{method}}}", "POST", StringComparison.Ordinal)
            .Replace("{{{stage}}}", "$default", StringComparison.Ordinal).Replace("{{{body}}}", "eyJhIjoxfQ==", StringComparison.Ordinal))!;
        var context = sample["requestContext"]!.AsObject();
        context.Remove("authorizer");
        context.Remove("authentication");
        context.Remove("routeId");
        context["routeKey"] = sample["routeKey"]!.DeepClone();
        context["stage"] = "$default";
        sample.AsObject().Remove("pathParameters");
        return sample;
    }

    private static Task<Gateway> StartAsync(JsonNode sample)
    {
        var context = sample["requestContext"]!;
        var id = context["apiId"]!.GetValue<string>();
        var variables = sample["stageVariables"]?.ToJsonString() ?? "{}";
        return Gateway.StartAsync(
            [
                Sources.Describe($$"""{"ApiId":"{{id}}","StageName":"$default","StageVariables":{{variables}}}"""),
                Sources.Route(id, sample["routeKey"]!.GetValue<string>(), "f"),
            ],
            DateTimeOffset.FromUnixTimeMilliseconds(context["timeEpoch"]!.GetValue<long>()),
            $"--Aws:AccountId={context["accountId"]}");
    }

    private static string Request(JsonNode sample)
    {
        var context = sample["requestContext"]!;
        var query = sample["rawQueryString"]!.GetValue<string>();
        var headers = sample["headers"]!.AsObject();
        var request = new StringBuilder($"{context["http"]!["method"]} {sample["rawPath"]}{(query.Length > 0 ? "?" : "")}{query} HTTP/1.1\r\n");
        request.Append(CultureInfo.InvariantCulture, $"Host: {context["domainName"]}\r\nUser-Agent: {context["http"]!["userAgent"]}\r\nConnection: close\r\n");
        foreach (var (name, value) in headers.Where(header => header.Key.ToUpperInvariant() is not ("HOST" or "USER-AGENT" or "CONTENT-LENGTH" or "X-FORWARDED-FOR")))
        {
            // A comma stands for two headers of one name: "value1,value2".
            foreach (var line in value!.GetValue<string>().Split(','))
            {
                request.Append(CultureInfo.InvariantCulture, $"{name}: {line}\r\n");
            }
        }

        if (sample["cookies"] is JsonArray cookies)
        {
            request.Append(CultureInfo.InvariantCulture, $"Cookie: {string.Join("; ", cookies)}\r\n");
        }

        var body = Body(sample);
        if (body.Length > 0)
        {
            request.Append(CultureInfo.InvariantCulture, $"Content-Type: {(sample["isBase64Encoded"]!.GetValue<bool>() ? "application/octet-stream" : "text/plain")}\r\n");
        }

        return request.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}").ToString();
    }

    private static byte[] Body(JsonNode sample)
    {
        var text = sample["body"]?.GetValue<string>() ?? "";
        if (sample["isBase64Encoded"]!.GetValue<bool>())
        {
            try
            {
                return Convert.FromBase64String(text);
            }
            catch (FormatException)
            {
                sample["isBase64Encoded"] = false;
            }
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static bool IsOfOneMoment(JsonNode context) =>
        DateTimeOffset.TryParseExact(context["time"]!.GetValue<string>(), "dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && time.ToUnixTimeSeconds() == context["timeEpoch"]!.GetValue<long>() / 1000;

    private static void Settle(JsonNode sample, JsonNode made)
    {
        var lower = new JsonObject(sample["headers"]!.AsObject().Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value?.DeepClone())));
        var madeHeaders = made["headers"]!.AsObject();
        foreach (var name in new[] { "content-length", "content-type", "host", "user-agent", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto" })
        {
            if (name.StartsWith("x-forwarded", StringComparison.Ordinal) || !lower.ContainsKey(name))
            {
                lower[name] = madeHeaders[name]?.DeepClone();
            }

            if (lower[name] is null)
            {
                lower.Remove(name);
            }
        }

        sample["headers"] = lower;
        if (!IsOfOneMoment(sample["requestContext"]!))
        {
            sample["requestContext"]!["time"] = made["requestContext"]!["time"]!.DeepClone();
        }
    }
}
