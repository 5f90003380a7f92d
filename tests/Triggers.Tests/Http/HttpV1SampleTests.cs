using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Http;

/// <summary>
/// Published payload 1.0 events: the request each describes is sent over a socket, and the event made of it compared with the
/// sample. Samples with a <c>version</c> are an HTTP API's, the others a REST API's.
/// <para>
/// By nature different, so taken from the made event: ids, times, the client's address, the deployment and what the connection
/// says (trace, forwarded headers); a recording's marks (<c>&lt;host:1&gt;</c>) are given values. Left out of the samples: authorizers,
/// client certificates and API keys, and <c>Content-Length</c>. Samples made by hand also bend: parameters with a slash in front, or
/// of no template, are taken as made, and an address that differs from the host header, too.
/// </para>
/// </summary>
public sealed class HttpV1SampleTests
{
    private const string Host = "abcdefghij.execute-api.us-east-1.amazonaws.com";

    // Answers, a fragment of an event, and what is checked elsewhere.
    private static readonly string[] NoEvents =
    [
        "lambda-go__apigw-response.json", "lambda-java__apigw-responses-apigw_response.json", "localstack__response_format_validation_A.json",
        "powertools__apiGatewayProxyEventPrincipalId.json",
    ];

    private static readonly string[] OfItsMoment =
    [
        "accountId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "requestId", "requestTime", "requestTimeEpoch", "resourceId",
        "protocol",
    ];

    public static TheoryData<string> Samples() => SampleFolder.Find("apigw-v1") is { } folder
        ? [.. Directory.GetFiles(folder, "*.json").Select(path => Path.GetFileName(path)).Except(NoEvents).Order(StringComparer.Ordinal)]
        : [""];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Makes_the_published_event(string file)
    {
        var folder = SampleFolder.Find("apigw-v1");
        Assert.SkipWhen(folder is null, SampleFolder.Missing);
        var sample = Read(await File.ReadAllTextAsync(Path.Combine(folder!, file), TestContext.Current.CancellationToken));
        await using var gateway = await StartAsync(sample);
        await gateway.SendRawAsync(Request(sample));
        var made = gateway.Event();
        SettleHeaders(sample, made);
        SettleContext(sample["requestContext"]!.AsObject(), made["requestContext"]!.AsObject());
        foreach (var name in new[] { "queryStringParameters", "multiValueQueryStringParameters", "stageVariables", "isBase64Encoded", "pathParameters" })
        {
            if (!sample.ContainsKey(name) || (name == "pathParameters" && sample[name]?.ToJsonString().Contains("\"/", StringComparison.Ordinal) == true))
            {
                sample[name] = made[name]?.DeepClone();
            }
        }

        HttpEventV2Tests.AssertSame(sample, made);
    }

    private static JsonObject Read(string text)
    {
        var sample = JsonNode.Parse(text
            .Replace("\"{{{querystringparameters}}}\"", """{"foo":"bar"}""", StringComparison.Ordinal).Replace("{{{body}}}", "eyJhIjoxfQ==", StringComparison.Ordinal)
            .Replace("{{{resource}}}", "/{proxy+}", StringComparison.Ordinal).Replace("{{{path}}}", "my/path", StringComparison.Ordinal)
            .Replace("{{{method}}}", "POST", StringComparison.Ordinal).Replace("{{{account_id}}}", "123456789012", StringComparison.Ordinal)
            .Replace("{{{dns_suffix}}}", "us-east-1.amazonaws.com", StringComparison.Ordinal).Replace("{{{stage}}}", "Prod", StringComparison.Ordinal)
            .Replace("<host:1>", Host, StringComparison.Ordinal).Replace("<api-id>", "abcdefghij", StringComparison.Ordinal))!.AsObject();
        var context = sample["requestContext"]!.AsObject();
        context.Remove("authorizer");
        return sample;
    }

    private static Task<Gateway> StartAsync(JsonObject sample)
    {
        var context = sample["requestContext"]!;
        var (id, stage) = (Text(context["apiId"]), Text(context["stage"]));
        var variables = sample["stageVariables"]?.ToJsonString() ?? "{}";
        var route = $"{Text(sample["httpMethod"])} {Text(sample["resource"])}";
        if (sample.ContainsKey("version"))
        {
            return Gateway.StartAsync([
                Sources.Describe($$"""{"ApiId":"{{id}}","StageName":"{{stage}}","StageVariables":{{variables}}}"""),
                Sources.Route(id, route, "f", ""","PayloadFormatVersion":"1.0" """),
            ]);
        }

        var types = sample["isBase64Encoded"]?.GetValue<bool>() == true ? "\"*/*\"" : "";
        return Gateway.StartAsync(Sources.Rest(id, stage, $$""","StageVariables":{{variables}},"BinaryMediaTypes":[{{types}}]""", route));
    }

    private static string Request(JsonObject sample)
    {
        var context = sample["requestContext"]!;
        var stage = $"/{Text(context["stage"])}";
        var path = Text(context["path"]);
        if (!sample.ContainsKey("version") && !path.StartsWith(stage, StringComparison.Ordinal))
        {
            path = stage + path;
            context["path"] = path;
        }

        var query = Values(sample, "multiValueQueryStringParameters", "queryStringParameters")
            .Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}").ToArray();
        var request = new StringBuilder($"{Text(sample["httpMethod"])} {path}{(query.Length > 0 ? "?" : "")}{string.Join('&', query)} HTTP/1.1\r\n");
        var headers = Values(sample, "multiValueHeaders", "headers").Where(header => !header.Name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (!headers.Any(header => header.Name == "Host"))
        {
            headers.Add(("Host", Text(context["domainName"])));
        }

        foreach (var (name, value) in headers)
        {
            request.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var body = sample["body"] is not { } text ? [] : sample["isBase64Encoded"]?.GetValue<bool>() == true ? Convert.FromBase64String(Text(text)) : Encoding.UTF8.GetBytes(Text(text));
        if (body.Length > 0 && sample.ContainsKey("version"))
        {
            request.Append("Content-Type: text/plain\r\n");
        }

        return request.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{Encoding.Latin1.GetString(body)}").ToString();
    }

    private static IEnumerable<(string Name, string Value)> Values(JsonObject sample, string lists, string texts) => sample[lists] is JsonObject all
        ? all.SelectMany(pair => pair.Value is JsonArray list ? list.Select(item => (pair.Key, Text(item))) : [(pair.Key, Text(pair.Value))])
        : sample[texts]?.AsObject().Select(pair => (pair.Key, Text(pair.Value))) ?? [];

    private static void SettleHeaders(JsonObject sample, JsonNode made)
    {
        foreach (var member in new[] { "headers", "multiValueHeaders" })
        {
            var ours = made[member]!.AsObject();
            var theirs = sample[member] as JsonObject ?? [];
            foreach (var (name, value) in ours)
            {
                // An HTTP API has lower-case names, whatever the samples show; and the web server writes the usual names its own way.
                var same = theirs.FirstOrDefault(header => header.Key.Equals(name, sample.ContainsKey("version") || name == "Cache-Control" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
                var isOurs = same.Key is null || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Amzn-Trace-Id", StringComparison.OrdinalIgnoreCase);
                var settled = isOurs || same.Value is JsonArray { Count: 1 } && member == "headers" ? value : same.Value;

                // By hand: one value among the last ones, several among all.
                settled = member == "headers" && !isOurs && sample["multiValueHeaders"]?[same.Key!] is JsonArray { Count: > 0 } all ? all[^1] : settled;
                theirs.Remove(same.Key ?? "");
                theirs[name] = settled?.DeepClone();
            }

            sample[member] = theirs;
        }

        var query = sample["multiValueQueryStringParameters"]?.AsObject() ?? [];
        foreach (var (name, value) in query)
        {
            sample["queryStringParameters"]![name] = value!.AsArray()[^1]!.DeepClone();
        }
    }

    private static void SettleContext(JsonObject sample, JsonObject made)
    {
        foreach (var (name, value) in made)
        {
            if (OfItsMoment.Contains(name))
            {
                sample[name] = value?.DeepClone();
            }
        }

        // Who calls is known of a route with an authorizer only; where from is our own address.
        var identity = sample["identity"]!.AsObject();
        Assert.Empty(made["identity"]!.AsObject().Select(pair => pair.Key).Except([.. identity.Select(pair => pair.Key), "principalOrgId", "accessKey"]));
        if (made["identity"]!["userAgent"] is { } agent)
        {
            Assert.Equal(Text(identity["userAgent"]), Text(agent));
        }

        sample["identity"] = made["identity"]!.DeepClone();
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
