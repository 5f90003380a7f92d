using System.Globalization;
using System.Net;
using System.Text;
using Triggers.Invoker.Api.Signing;

namespace Triggers.Tests.Invoker.Api.Signing;

/// <summary>An API with credentials: what it lets in and how it refuses.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private const string Key = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Path = "/2015-03-31/functions/f%3A1/invocations";

    private ApiHost api = null!;

    public async ValueTask InitializeAsync() => api = await ApiHost.StartAsync($"--Lambda:Credentials:{Key}={Secret}");

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Lets_in_what_is_signed()
    {
        var reply = await SendAsync(new Signing());

        Assert.Equal((HttpStatusCode.OK, "null"), (reply.Status, reply.Text));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(Assert.Single(api.Bus.Invoked).Payload.Span));
    }

    [Fact]
    public async Task Lets_in_an_unsigned_payload_that_says_so() =>
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new Signing { PayloadHash = "UNSIGNED-PAYLOAD" })).Status);

    [Fact]
    public async Task Refuses_what_is_not_signed() =>
        (await api.SendAsync("POST", Path, "{}")).IsRefusal(HttpStatusCode.Forbidden, "MissingAuthenticationTokenException",
            """{"message":"Missing Authentication Token"}""");

    [Fact]
    public async Task Refuses_an_unknown_operation_that_is_not_signed() =>
        Assert.Equal("MissingAuthenticationTokenException", (await api.SendAsync("GET", "/nothing")).Headers["x-amzn-ErrorType"]);

    [Fact]
    public async Task Refuses_an_unknown_access_key() =>
        (await SendAsync(new Signing { AccessKey = "AKIDOTHER" })).IsRefusal(HttpStatusCode.Forbidden, "UnrecognizedClientException",
            """{"message":"The security token included in the request is invalid."}""");

    [Fact]
    public async Task Guards_stacks_too_and_leaves_them_the_body()
    {
        const string path = "/triggers/stacks/x", body = """{"Name":"y","Functions":[],"EventSources":[]}""";
        Assert.Equal("MissingAuthenticationTokenException", (await api.SendAsync("PUT", path, body)).Headers["x-amzn-ErrorType"]);
        (await SendAsync(new Signing { Method = "PUT", Path = path, Body = body })).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"The document's name must be 'x' as in the address, was 'y'."}""");
    }

    public static TheoryData<string, Signing> Changed => new()
    {
        { "another secret", new Signing { Secret = "other" } },
        { "another body", new Signing { SentBody = "{\"a\":2}" } },
        { "another path", new Signing { SentPath = Path.Replace("f%", "g%", StringComparison.Ordinal) } },
        { "another query", new Signing { SentPath = Path + "?Qualifier=1" } },
        { "another method", new Signing { SentMethod = "PUT" } },
        { "another header", new Signing { SentHeader = "Tail" } },
        { "a payload hash of another body", new Signing { PayloadHash = SignatureV4.Hash("{}"u8) } },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public async Task Refuses_what_was_changed(string what, Signing signing)
    {
        (await SendAsync(signing)).IsRefusal(HttpStatusCode.Forbidden, "InvalidSignatureException",
            """{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."}""");
        Assert.True(api.Bus.Invoked.IsEmpty, what);
    }

    public static TheoryData<string, Signing> Unfit => new()
    {
        { "Signature expired: 20240102T025904Z is now earlier than 20240102T025905Z (20240102T030405Z - 5 min.)", new Signing { Time = "20240102T025904Z" } },
        { "Signature not yet current: 20240102T030906Z is still later than 20240102T030905Z (20240102T030405Z + 5 min.)", new Signing { Time = "20240102T030906Z" } },
        { "Credential should be scoped to correct service: 'lambda'.", new Signing { Service = "s3" } },
        { "Credential should be scoped to a valid region, not 'eu-west-1'. This server's is 'us-east-1'.", new Signing { Region = "eu-west-1" } },
        { "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20240101' != '20240102'.", new Signing { ScopeDate = "20240101" } },
        { "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", new Signing { SignedHeaders = ["x-amz-date", "x-amz-log-type"] } },
        { "'X-Amz-Log-Type' must be a 'SignedHeader' in the AWS Authorization.", new Signing { SignedHeaders = ["host", "x-amz-date"] } },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Refuses_a_signature_for_something_else(string message, Signing signing) =>
        (await SendAsync(signing)).IsRefusal(HttpStatusCode.Forbidden, "InvalidSignatureException",
            System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["message"] = message }));

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240102/us-east-1/lambda/aws4_request, Signature=a",
        "Authorization header requires 'SignedHeaders' parameter.")]
    [InlineData("Bearer token",
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE, SignedHeaders=host, Signature=a",
        "Credential must have at least 5 slash-delimited elements and end in 'aws4_request', e.g. keyid/date/region/service/aws4_request, got 'AKIDEXAMPLE'.")]
    [InlineData("AWS4-HMAC-SHA256 Credential", "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential'.")]
    public async Task Refuses_half_a_signature(string authorization, string message) =>
        (await api.SendAsync("POST", Path, "{}", ("Authorization", authorization), ("X-Amz-Date", "20240102T030405Z")))
            .IsRefusal(HttpStatusCode.Forbidden, "IncompleteSignatureException",
                System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["message"] = message }));

    [Fact]
    public async Task The_address_of_the_code_needs_no_signature_of_its_own_for_ten_minutes()
    {
        var create = $$"""
            {"FunctionName":"f","Runtime":"python3.13","Handler":"app.handler","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"{{TestZip.Base64}}"} }
            """;
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(new Signing { Path = "/2015-03-31/functions", Body = create })).Status);
        var shown = await SendAsync(new Signing { Method = "GET", Path = "/2015-03-31/functions/f", Body = "" });
        var location = (string)shown.Json!["Code"]!["Location"]!;

        Assert.Equal(TestZip.Bytes, (await api.SendAsync("GET", location)).Body);
        Assert.Equal("InvalidSignatureException", (await api.SendAsync("GET", location.Replace(TestZip.Sha256Hex, new string('0', 64), StringComparison.Ordinal)))
            .Headers["x-amzn-ErrorType"]);
        Assert.Equal("InvalidSignatureException", (await api.SendAsync("GET", location.Replace("Expires=600", "Expires=6000", StringComparison.Ordinal)))
            .Headers["x-amzn-ErrorType"]);
        api.Time.Advance(TimeSpan.FromSeconds(601));
        (await api.SendAsync("GET", location)).IsRefusal(HttpStatusCode.Forbidden, "InvalidSignatureException",
            """{"message":"Signature expired: 20240102T031405Z is now earlier than 20240102T031406Z"}""");
    }

    private async Task<ApiReply> SendAsync(Signing signing)
    {
        var host = api.Client.BaseAddress!.Authority;
        var scope = new SignatureScope(signing.ScopeDate ?? signing.Time[..8], signing.Region, signing.Service);
        var headers = new Dictionary<string, string> { ["host"] = host, ["x-amz-date"] = signing.Time, ["x-amz-log-type"] = "None" };
        if (signing.PayloadHash is { } hash)
        {
            headers["x-amz-content-sha256"] = hash;
        }

        var names = signing.SignedHeaders ?? [.. headers.Keys.Order(StringComparer.Ordinal)];
        var canonical = SignatureV4.CanonicalRequest(
            signing.Method, signing.Path, "", [.. names.Select(name => KeyValuePair.Create(name, headers[name]))],
            signing.PayloadHash ?? SignatureV4.Hash(Encoding.UTF8.GetBytes(signing.Body)));
        var signature = SignatureV4.Sign(signing.Secret, scope, signing.Time, canonical);
        var sent = new List<(string, string)>
        {
            ("Authorization", $"AWS4-HMAC-SHA256 Credential={signing.AccessKey}/{scope}, SignedHeaders={string.Join(';', names)}, Signature={signature}"),
            ("X-Amz-Date", signing.Time),
            ("X-Amz-Log-Type", signing.SentHeader ?? "None"),
        };
        if (signing.PayloadHash is not null)
        {
            sent.Add(("X-Amz-Content-Sha256", signing.PayloadHash));
        }

        return await api.SendAsync(signing.SentMethod ?? signing.Method, signing.SentPath ?? signing.Path, signing.SentBody ?? signing.Body, [.. sent]);
    }

    /// <summary>What is signed, how, and what is sent instead.</summary>
    public sealed record Signing
    {
        public string AccessKey { get; init; } = Key;

        public string Secret { get; init; } = VerificationTests.Secret;

        public string Method { get; init; } = "POST";

        public string Path { get; init; } = VerificationTests.Path;

        public string Body { get; init; } = "{\"a\":1}";

        public string Time { get; init; } = ApiHost.Now.ToString(SignatureV4.TimeFormat, CultureInfo.InvariantCulture);

        public string? ScopeDate { get; init; }

        public string Region { get; init; } = "us-east-1";

        public string Service { get; init; } = "lambda";

        public string? PayloadHash { get; init; }

        public string[]? SignedHeaders { get; init; }

        public string? SentMethod { get; init; }

        public string? SentPath { get; init; }

        public string? SentBody { get; init; }

        public string? SentHeader { get; init; }
    }
}
