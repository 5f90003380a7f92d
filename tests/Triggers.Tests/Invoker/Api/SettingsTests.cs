using System.Net;

namespace Triggers.Tests.Invoker.Api;

/// <summary>Versions, aliases, concurrency, event-invoke configurations, URLs, permissions, tags and the small settings.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private const string F = "/2015-03-31/functions/f";
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private ApiHost api = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiHost.StartAsync("--Http:Url=http://127.0.0.1:8080");
        await api.CreateAsync("f");
        Assert.Equal(HttpStatusCode.Created, (await api.SendAsync("POST", F + "/versions", "{}")).Status);
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Publishes_a_version_once()
    {
        var again = await api.SendAsync("POST", F + "/versions", """{"Description":""}""");
        await api.SendAsync("PUT", F + "/configuration", """{"Timeout":4}""");
        var second = await api.SendAsync("POST", F + "/versions", $$"""{"Description":"two","CodeSha256":"{{TestZip.Sha256Base64}}"}""");

        Assert.Equal((HttpStatusCode.Created, "1"), (again.Status, (string)again.Json!["Version"]!));
        Assert.Equal((HttpStatusCode.Created, "2", $"{Arn}:2", "two", "Active"), (second.Status, (string)second.Json!["Version"]!,
            (string)second.Json["FunctionArn"]!, (string)second.Json["Description"]!, (string)second.Json["State"]!));
        Assert.Equal(["$LATEST", "1", "2"], (await api.SendAsync("GET", F + "/versions")).Json!["Versions"]!.AsArray().Select(one => (string)one!["Version"]!));
        (await api.SendAsync("POST", F + "%3A1/versions", "{}")).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"PublishVersion takes a function without a version or alias, not 'f:1'."}""");
    }

    [Fact]
    public async Task An_alias_lives()
    {
        const string alias = $$"""{"AliasArn":"{{Arn}}:prod","Name":"prod","FunctionVersion":"1","Description":"","RevisionId":"UUID"}""";
        (await api.SendAsync("POST", F + "/aliases", """{"Name":"prod","FunctionVersion":"1"}""")).Is(HttpStatusCode.Created, alias);
        (await api.SendAsync("POST", F + "/aliases", """{"Name":"prod","FunctionVersion":"1"}""")).IsRefusal(HttpStatusCode.Conflict, "ResourceConflictException",
            $$"""{"Type":"User","message":"Alias already exists: {{Arn}}:prod"}""");
        (await api.SendAsync("GET", F + "/aliases/prod")).Is(HttpStatusCode.OK, alias);
        await api.SendAsync("PUT", F + "/configuration", """{"Timeout":4}""");
        await api.SendAsync("POST", F + "/versions", "{}");
        const string weighted = $$$"""
            {"AliasArn":"{{{Arn}}}:prod","Name":"prod","FunctionVersion":"2","Description":"d","RoutingConfig":{"AdditionalVersionWeights":{"1":0.25}},"RevisionId":"UUID"}
            """;
        (await api.SendAsync("PUT", F + "/aliases/prod", """{"FunctionVersion":"2","Description":"d","RoutingConfig":{"AdditionalVersionWeights":{"1":0.25}}}"""))
            .Is(HttpStatusCode.OK, weighted);
        (await api.SendAsync("GET", F + "/aliases?FunctionVersion=1")).Is(HttpStatusCode.OK, $$"""{"Aliases":[{{weighted}}]}""");
        var shown = await api.SendAsync("GET", F + "/configuration?Qualifier=prod");
        Assert.Equal(($"{Arn}:prod", "2"), ((string)shown.Json!["FunctionArn"]!, (string)shown.Json["Version"]!));
        (await api.SendAsync("PUT", F + "/aliases/prod", """{"RoutingConfig":{}}""")).Is(HttpStatusCode.OK,
            $$"""{"AliasArn":"{{Arn}}:prod","Name":"prod","FunctionVersion":"2","Description":"d","RevisionId":"UUID"}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", F + "/aliases/prod")).Status);
        (await api.SendAsync("GET", F + "/aliases/prod")).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            $$"""{"Type":"User","Message":"Cannot find alias arn: {{Arn}}:prod"}""");
    }

    [Fact]
    public async Task Refuses_an_alias_without_a_version() =>
        (await api.SendAsync("POST", F + "/aliases", """{"Name":"prod"}""")).IsRefusal(HttpStatusCode.BadRequest, "ValidationException",
            """{"message":"1 validation error detected: Value null at 'functionVersion' failed to satisfy constraint: Member must not be null"}""");

    [Fact]
    public async Task Reserves_concurrency()
    {
        (await api.SendAsync("GET", "/2019-09-30/functions/f/concurrency")).Is(HttpStatusCode.OK, "{}");
        (await api.SendAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":900}"""))
            .Is(HttpStatusCode.OK, """{"ReservedConcurrentExecutions":900}""");
        (await api.SendAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":901}"""))
            .IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
                """{"Type":"User","message":"Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100]."}""");
        (await api.SendAsync("GET", "/2019-09-30/functions/f/concurrency")).Is(HttpStatusCode.OK, """{"ReservedConcurrentExecutions":900}""");
        (await api.SendAsync("GET", "/2016-08-19/account-settings")).Is(HttpStatusCode.OK, $$"""
            {
              "AccountLimit": {"TotalCodeSize": 80530636800, "CodeSizeUnzipped": 262144000, "CodeSizeZipped": 52428800, "ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 100},
              "AccountUsage": {"TotalCodeSize": {{2 * TestZip.Bytes.Length}}, "FunctionCount": 1}
            }
            """);
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", "/2017-10-31/functions/f/concurrency")).Status);
        (await api.SendAsync("GET", "/2019-09-30/functions/f/concurrency")).Is(HttpStatusCode.OK, "{}");
    }

    [Fact]
    public async Task Refuses_provisioned_concurrency_and_finds_none()
    {
        const string path = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1";
        (await api.SendAsync("PUT", path, """{"ProvisionedConcurrentExecutions":1}""")).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"Provisioned concurrency is not supported here. Environments that served a call stay warm (setting Invoker:KeepWarm)."}""");
        (await api.SendAsync("GET", path)).IsRefusal(HttpStatusCode.NotFound, "ProvisionedConcurrencyConfigNotFoundException",
            """{"Type":"User","message":"No Provisioned Concurrency Config found for this function"}""");
        (await api.SendAsync("GET", "/2019-09-30/functions/f/provisioned-concurrency?List=ALL")).Is(HttpStatusCode.OK, """{"ProvisionedConcurrencyConfigs":[]}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task An_event_invoke_configuration_is_put_whole_and_updated_in_part()
    {
        const string path = "/2019-09-25/functions/f/event-invoke-config";
        const string queue = "arn:aws:sqs:us-east-1:000000000000:q";
        (await api.SendAsync("PUT", path, $$$"""{"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"{{{queue}}}"} } }""")).Is(HttpStatusCode.OK, $$$"""
            {"LastModified":1704164645.678,"FunctionArn":"{{{Arn}}}:$LATEST","MaximumRetryAttempts":0,"DestinationConfig":{"OnSuccess":{},"OnFailure":{"Destination":"{{{queue}}}"} } }
            """);
        (await api.SendAsync("POST", path, """{"MaximumEventAgeInSeconds":60}""")).Is(HttpStatusCode.OK, $$$"""
            {"LastModified":1704164645.678,"FunctionArn":"{{{Arn}}}:$LATEST","MaximumRetryAttempts":0,"MaximumEventAgeInSeconds":60,"DestinationConfig":{"OnSuccess":{},"OnFailure":{"Destination":"{{{queue}}}"} } }
            """);
        const string replaced = $$$"""{"LastModified":1704164645.678,"FunctionArn":"{{{Arn}}}:$LATEST","MaximumRetryAttempts":1,"DestinationConfig":{"OnSuccess":{},"OnFailure":{} } }""";
        (await api.SendAsync("PUT", path, """{"MaximumRetryAttempts":1}""")).Is(HttpStatusCode.OK, replaced);
        (await api.SendAsync("GET", path)).Is(HttpStatusCode.OK, replaced);
        (await api.SendAsync("GET", path + "/list")).Is(HttpStatusCode.OK, $$"""{"FunctionEventInvokeConfigs":[{{replaced}}]}""");
        (await api.SendAsync("GET", path + "?Qualifier=1")).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            $$"""{"Type":"User","Message":"The function {{Arn}}:1 doesn't have an EventInvokeConfig"}""");
        (await api.SendAsync("PUT", path, "{}")).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"You must specify at least one of error handling or destination setting."}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", path)).Status);
        (await api.SendAsync("GET", path + "/list")).Is(HttpStatusCode.OK, """{"FunctionEventInvokeConfigs":[]}""");
    }

    [Fact]
    public async Task A_function_url_lives()
    {
        const string path = "/2021-10-31/functions/f/url";
        var created = await api.SendAsync("POST", path, """{"AuthType":"NONE","Cors":{"AllowOrigins":["*"],"MaxAge":5,"Other":1}}""");
        var address = (string)created.Json!["FunctionUrl"]!;
        Assert.Matches(@"\Ahttp://[a-z0-9]{32}\.lambda-url\.localhost:8080/\z", address);
        created.Is(HttpStatusCode.Created, $$"""
            {"FunctionUrl":"{{address}}","FunctionArn":"{{Arn}}","AuthType":"NONE","Cors":{"AllowOrigins":["*"],"MaxAge":5},"CreationTime":"2024-01-02T03:04:05.678Z","InvokeMode":"BUFFERED"}
            """);
        api.Time.Advance(TimeSpan.FromSeconds(1));
        var shown = $$"""
            {"FunctionUrl":"{{address}}","FunctionArn":"{{Arn}}","AuthType":"AWS_IAM","Cors":{"AllowOrigins":["*"],"MaxAge":5},
             "CreationTime":"2024-01-02T03:04:05.678Z","LastModifiedTime":"2024-01-02T03:04:06.678Z","InvokeMode":"BUFFERED"}
            """;
        (await api.SendAsync("PUT", path, """{"AuthType":"AWS_IAM"}""")).Is(HttpStatusCode.OK, shown);
        (await api.SendAsync("GET", path)).Is(HttpStatusCode.OK, shown);
        (await api.SendAsync("GET", path + "s")).Is(HttpStatusCode.OK, $$"""{"FunctionUrlConfigs":[{{shown}}]}""");
        (await api.SendAsync("POST", path, """{"AuthType":"NONE"}""")).IsRefusal(HttpStatusCode.Conflict, "ResourceConflictException",
            $$"""{"Type":"User","message":"Failed to create function url config for [functionArn = {{Arn}}]. Error message:  FunctionUrlConfig exists for this Lambda function"}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", path)).Status);
        (await api.SendAsync("GET", path)).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            """{"Type":"User","Message":"The resource you requested does not exist."}""");
    }

    [Fact]
    public async Task A_permission_is_a_statement_of_the_policy()
    {
        var bucket = """{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"ARN","Condition":{"StringEquals":{"AWS:SourceAccount":"000000000000"},"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}""".Replace("ARN", Arn);
        var added = await api.SendAsync("POST", F + "/policy", """
            {"StatementId":"s3","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":"arn:aws:s3:::b","SourceAccount":"000000000000"}
            """);
        Assert.Equal((HttpStatusCode.Created, bucket), (added.Status, (string)added.Json!["Statement"]!));
        var account = await api.SendAsync("POST", F + "/policy", """{"StatementId":"a","Action":"lambda:InvokeFunctionUrl","Principal":"111122223333","FunctionUrlAuthType":"AWS_IAM","InvokedViaFunctionUrl":true}""");
        var second = """{"Sid":"a","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"lambda:InvokeFunctionUrl","Resource":"ARN","Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"AWS_IAM"},"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}}""".Replace("ARN", Arn);
        Assert.Equal(second, (string)account.Json!["Statement"]!);
        var policy = await api.SendAsync("GET", F + "/policy");
        Assert.Equal($$"""{"Version":"2012-10-17","Id":"default","Statement":[{{bucket}},{{second}}]}""", (string)policy.Json!["Policy"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", $"{F}/policy/s3?RevisionId={policy.Json["RevisionId"]}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", F + "/policy/a")).Status);
        (await api.SendAsync("GET", F + "/policy")).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            """{"Type":"User","Message":"The resource you requested does not exist."}""");
    }

    [Fact]
    public async Task Refuses_a_permission_of_wrong_parts() =>
        (await api.SendAsync("POST", F + "/policy", """{"StatementId":"s","Action":"s3:Get","Principal":"a b"}""")).IsRefusal(
            HttpStatusCode.BadRequest, "ValidationException",
            """{"message":"2 validation errors detected: Value 's3:Get' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*]); Value 'a b' at 'principal' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+"}""");

    [Fact]
    public async Task Tags_and_untags()
    {
        var path = "/2017-03-31/tags/" + Uri.EscapeDataString(Arn);
        (await api.SendAsync("GET", path)).Is(HttpStatusCode.OK, """{"Tags":{}}""");
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("POST", path, """{"Tags":{"a b":"1","c":"2","d":"3"}}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", path + "?tagKeys=a+b&tagKeys=c&tagKeys=none")).Status);
        (await api.SendAsync("GET", path)).Is(HttpStatusCode.OK, """{"Tags":{"d":"3"}}""");
        (await api.SendAsync("DELETE", path)).IsRefusal(HttpStatusCode.BadRequest, "ValidationException",
            """{"message":"1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"}""");
        (await api.SendAsync("GET", path + "%3A1")).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"Tags on function aliases and versions are not supported. Please specify either a function ARN or an event source mapping ARN."}""");
    }

    [Fact]
    public async Task Recursion_and_runtime_management_are_shown_and_set()
    {
        (await api.SendAsync("GET", "/2024-08-31/functions/f/recursion-config")).Is(HttpStatusCode.OK, """{"RecursiveLoop":"Terminate"}""");
        (await api.SendAsync("PUT", "/2024-08-31/functions/f/recursion-config", """{"RecursiveLoop":"Allow"}""")).Is(HttpStatusCode.OK, """{"RecursiveLoop":"Allow"}""");
        (await api.SendAsync("GET", "/2024-08-31/functions/f/recursion-config")).Is(HttpStatusCode.OK, """{"RecursiveLoop":"Allow"}""");
        (await api.SendAsync("PUT", "/2024-08-31/functions/f/recursion-config", """{"RecursiveLoop":"Maybe"}""")).IsRefusal(
            HttpStatusCode.BadRequest, "ValidationException",
            """{"message":"1 validation error detected: Value 'Maybe' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Allow, Terminate]"}""");
        const string auto = $$"""{"UpdateRuntimeOn":"Auto","FunctionArn":"{{Arn}}:1"}""";
        (await api.SendAsync("GET", "/2021-07-20/functions/f/runtime-management-config?Qualifier=1")).Is(HttpStatusCode.OK, auto);
        (await api.SendAsync("PUT", "/2021-07-20/functions/f/runtime-management-config?Qualifier=1", """{"UpdateRuntimeOn":"Auto"}""")).Is(HttpStatusCode.OK, auto);
        (await api.SendAsync("PUT", "/2021-07-20/functions/f/runtime-management-config", """{"UpdateRuntimeOn":"Manual"}""")).IsRefusal(
            HttpStatusCode.BadRequest, "InvalidParameterValueException",
            """{"Type":"User","message":"UpdateRuntimeOn Manual is not supported here: functions run on the interpreters of this machine, so it is always Auto."}""");
    }

    [Theory]
    [InlineData("GET", "/2015-03-31/event-source-mappings?FunctionName=f", 200, """{"EventSourceMappings":[]}""")]
    [InlineData("GET", "/2018-10-31/layers", 200, """{"Layers":[]}""")]
    [InlineData("GET", "/2018-10-31/layers/l/versions", 200, """{"LayerVersions":[]}""")]
    [InlineData("GET", "/2020-06-30/functions/f/code-signing-config", 200, """{"FunctionName":"f"}""")]
    [InlineData("GET", "/2020-04-22/code-signing-configs", 200, """{"CodeSigningConfigs":[]}""")]
    [InlineData("POST", "/2015-03-31/event-source-mappings", 400,
        """{"Type":"User","message":"Event source mappings (queues and streams that are polled) are not supported here."}""")]
    [InlineData("POST", "/2018-10-31/layers/l/versions", 400,
        """{"Type":"User","message":"Layers are not supported here: put their files into the function's own package."}""")]
    [InlineData("GET", "/2015-03-31/event-source-mappings/1", 404, """{"Type":"User","Message":"The resource you requested does not exist."}""")]
    [InlineData("GET", "/2018-10-31/layers?find=LayerVersion&Arn=a", 404, """{"Type":"User","Message":"The resource you requested does not exist."}""")]
    public async Task Says_that_it_has_no_mappings_layers_and_code_signing(string method, string path, int status, string document) =>
        (await api.SendAsync(method, path, method == "GET" ? null : "{}")).Is((HttpStatusCode)status, document);

    [Theory]
    [InlineData("GET", "/", 404, """{"message":"There is no such operation of the Lambda API here."}""")]
    [InlineData("POST", "/2015-03-31/functions/f/nothing", 404, """{"message":"There is no such operation of the Lambda API here."}""")]
    [InlineData("PATCH", "/2015-03-31/functions", 405, """{"message":"/2015-03-31/functions takes GET, POST, not PATCH."}""")]
    public async Task Refuses_an_unknown_operation(string method, string path, int status, string document)
    {
        var reply = await api.SendAsync(method, path);

        reply.IsRefusal((HttpStatusCode)status, "UnknownOperationException", document);
        Assert.Matches("^[0-9a-f-]{36}$", reply.Headers["x-amzn-RequestId"]);
    }
}
