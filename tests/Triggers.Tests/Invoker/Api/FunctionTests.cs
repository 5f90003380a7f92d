using System.Net;
using System.Text.Json.Nodes;

namespace Triggers.Tests.Invoker.Api;

public sealed class FunctionTests : IAsyncLifetime
{
    private const string Functions = "/2015-03-31/functions";

    private ApiHost api = null!;

    public async ValueTask InitializeAsync() => api = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Creates_a_function_with_aws_s_defaults()
    {
        var reply = await api.SendAsync("POST", Functions, $$"""
            {"FunctionName":"f","Runtime":"provided.al2023","Handler":"h","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"{{TestZip.Base64}}"} }
            """);

        reply.Is(HttpStatusCode.Created, Document("""
            "State": "Pending", "StateReason": "The function is being created.", "StateReasonCode": "Creating"
            """));
    }

    [Fact]
    public async Task A_created_function_is_active()
    {
        await CreateAsync("{}");

        (await api.SendAsync("GET", $"{Functions}/f/configuration")).Is(HttpStatusCode.OK, Document("""
            "State": "Active", "LastUpdateStatus": "Successful"
            """));
        (await api.SendAsync("GET", $"{Functions}/f")).Is(HttpStatusCode.OK, $$"""
            {
              "Configuration": {{Document("\"State\": \"Active\", \"LastUpdateStatus\": \"Successful\"")}},
              "Code": { "RepositoryType": "S3", "Location": "{{api.Client.BaseAddress}}triggers/code/{{TestZip.Sha256Hex}}.zip" }
            }
            """);
    }

    [Fact]
    public async Task Creates_a_function_with_everything_set()
    {
        await CreateAsync("""
            {
              "Description": "d", "Timeout": 60, "MemorySize": 512, "Publish": true, "Architectures": ["arm64"],
              "Environment": {"Variables": {"BB": "2", "AA": "<&+>"}}, "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:000000000000:q"},
              "TracingConfig": {"Mode": "Active"}, "EphemeralStorage": {"Size": 1024},
              "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARN", "LogGroup": "/mine"},
              "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": []}, "SnapStart": {"ApplyOn": "PublishedVersions"},
              "Tags": {"team": "a"}, "SomethingNew": {"That": "we ignore"}
            }
            """);
        await api.SendAsync("PUT", "/2017-10-31/functions/f/concurrency", """{"ReservedConcurrentExecutions":5}""");

        (await api.SendAsync("GET", $"{Functions}/f?Qualifier=1")).Is(HttpStatusCode.OK, $$"""
            {
              "Configuration": {
                "FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f:1", "Version": "1",
                "Runtime": "provided.al2023", "Handler": "h", "Role": "arn:aws:iam::000000000000:role/r",
                "CodeSize": {{TestZip.Bytes.Length}}, "CodeSha256": "{{TestZip.Sha256Base64}}", "LastModified": "2024-01-02T03:04:05.678+0000", "RevisionId": "UUID",
                "PackageType": "Zip", "State": "Active", "LastUpdateStatus": "Successful",
                "Description": "d", "Timeout": 60, "MemorySize": 512, "Architectures": ["arm64"],
                "Environment": {"Variables": {"AA": "<&+>", "BB": "2"} }, "DeadLetterConfig": {"TargetArn": "arn:aws:sqs:us-east-1:000000000000:q"},
                "TracingConfig": {"Mode": "Active"}, "EphemeralStorage": {"Size": 1024},
                "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARN", "SystemLogLevel": "INFO", "LogGroup": "/mine"},
                "VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": []}, "SnapStart": {"ApplyOn": "PublishedVersions", "OptimizationStatus": "Off"},
                "RuntimeVersionConfig": {"RuntimeVersionArn": "{{RuntimeArn}}"}
              },
              "Code": { "RepositoryType": "S3", "Location": "{{api.Client.BaseAddress}}triggers/code/{{TestZip.Sha256Hex}}.zip" },
              "Tags": {"team": "a"},
              "Concurrency": {"ReservedConcurrentExecutions": 5}
            }
            """);
    }

    [Fact]
    public async Task The_code_comes_back_as_it_went_in()
    {
        await CreateAsync("{}");
        var location = (string)(await api.SendAsync("GET", $"{Functions}/f")).Json!["Code"]!["Location"]!;

        var reply = await api.SendAsync("GET", location);

        Assert.Equal("application/zip", reply.Headers["Content-Type"]);
        Assert.Equal(TestZip.Bytes, reply.Body);
        (await api.SendAsync("GET", "/triggers/code/" + new string('0', 64) + ".zip")).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            """{"Type":"User","Message":"The resource you requested does not exist."}""");
    }

    [Fact]
    public async Task Updates_what_is_given_and_leaves_the_rest()
    {
        await CreateAsync("""{"Timeout": 10, "Environment": {"Variables": {"AA": "1"}}, "VpcConfig": {"SubnetIds": ["s"]}}""");

        var reply = await api.SendAsync("PUT", $"{Functions}/f/configuration", """{"MemorySize": 256, "Environment": {"Variables": {}}, "Description": "new"}""");

        var expected = JsonNode.Parse(Document("""
            "State": "Active", "LastUpdateStatus": "InProgress",
            "LastUpdateStatusReason": "The function is being created.", "LastUpdateStatusReasonCode": "Creating", "VpcConfig": {"SubnetIds": ["s"]}
            """))!;
        expected["Timeout"] = 10;
        expected["MemorySize"] = 256;
        expected["Description"] = "new";
        reply.Is(HttpStatusCode.OK, expected.ToJsonString());
    }

    [Fact]
    public async Task Updates_the_code_and_publishes_it()
    {
        await CreateAsync("{}");
        var zip = TestZip.Make("# new\n");

        var dry = await api.SendAsync("PUT", $"{Functions}/f/code", $$"""{"ZipFile":"{{Convert.ToBase64String(zip)}}","DryRun":true}""");
        var before = await api.SendAsync("GET", $"{Functions}/f/configuration");
        var update = await api.SendAsync("PUT", $"{Functions}/f/code",
            $$"""{"ZipFile":"{{Convert.ToBase64String(zip)}}","Publish":true,"RevisionId":"{{before.Json!["RevisionId"]}}"}""");

        Assert.Equal(zip.Length, (int)dry.Json!["CodeSize"]!);
        Assert.Equal(TestZip.Sha256Base64, (string)before.Json["CodeSha256"]!);
        Assert.Equal((string)dry.Json["CodeSha256"]!, (string)update.Json!["CodeSha256"]!);
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:f:1", (string)update.Json["FunctionArn"]!);
        Assert.Equal("InProgress", (string)update.Json["LastUpdateStatus"]!);
    }

    [Fact]
    public async Task Refuses_an_update_of_an_old_revision()
    {
        await CreateAsync("{}");

        foreach (var (path, body) in new[] { ("code", $$"""{"ZipFile":"{{TestZip.Base64}}","RevisionId":"old"}"""), ("configuration", """{"RevisionId":"old"}""") })
        {
            (await api.SendAsync("PUT", $"{Functions}/f/{path}", body)).IsRefusal(HttpStatusCode.PreconditionFailed, "PreconditionFailedException",
                """{"Type":"User","message":"The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id"}""");
        }
    }

    [Fact]
    public async Task Lists_by_name_in_pages()
    {
        for (var i = 0; i < 53; i++)
        {
            await api.CreateAsync($"f{i:D2}");
        }

        var first = await api.SendAsync("GET", Functions);
        var second = await api.SendAsync("GET", $"{Functions}?Marker={first.Json!["NextMarker"]}&MaxItems=2");
        var third = await api.SendAsync("GET", $"{Functions}?Marker={second.Json!["NextMarker"]}&MaxItems=10000");

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"f{i:D2}"), Names(first));
        Assert.Equal(["f50", "f51"], Names(second));
        Assert.Equal(["f52"], Names(third));
        Assert.Null(third.Json!["NextMarker"]);
        Assert.False(first.Json["Functions"]![0]!.AsObject().ContainsKey("State"));
    }

    [Fact]
    public async Task Lists_every_version()
    {
        await CreateAsync("""{"Publish":true}""");
        await api.CreateAsync("f-2");

        var first = await api.SendAsync("GET", $"{Functions}?FunctionVersion=ALL&MaxItems=1");
        var rest = await api.SendAsync("GET", $"{Functions}?FunctionVersion=ALL&Marker={first.Json!["NextMarker"]}");

        Assert.Equal(["arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"], Arns(first, "Functions"));
        Assert.Equal(
            ["arn:aws:lambda:us-east-1:000000000000:function:f:1", "arn:aws:lambda:us-east-1:000000000000:function:f-2:$LATEST"], Arns(rest, "Functions"));
    }

    [Fact]
    public async Task Deletes_a_version_and_then_the_function()
    {
        await CreateAsync("""{"Publish":true}""");

        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", $"{Functions}/f?Qualifier=1")).Status);
        Assert.Equal(["arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"], Arns(await api.SendAsync("GET", $"{Functions}/f/versions"), "Versions"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync("DELETE", $"{Functions}/f")).Status);
        (await api.SendAsync("DELETE", $"{Functions}/f")).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException",
            """{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:000000000000:function:f"}""");
    }

    [Theory]
    [InlineData("{", "SerializationException", """{"message":"The request body is not a JSON object: line 1, column 2."}""")]
    [InlineData("[]", "SerializationException", """{"message":"The request body is not a JSON object: line 1, column 2."}""")]
    [InlineData("null", "SerializationException", """{"message":"The request body is not a JSON object: line 1, column 1."}""")]
    [InlineData("""{"FunctionName":"f","Timeout":"3"}""", "SerializationException", """{"message":"The value at 'Timeout' in the request body has a wrong type."}""")]
    [InlineData("""{"FunctionName":"f","Environment":{"Variables":{"A":1}}}""", "SerializationException",
        """{"message":"The value at 'Environment.Variables.A' in the request body has a wrong type."}""")]
    [InlineData("""{"FunctionName":"f","Code":{"ZipFile":"not base64!"}}""", "SerializationException",
        """{"message":"The value at 'Code.ZipFile' in the request body has a wrong type."}""")]
    [InlineData("{}", "ValidationException",
        """{"message":"3 validation errors detected: Value null at 'functionName' failed to satisfy constraint: Member must not be null; Value null at 'role' failed to satisfy constraint: Member must not be null; Value null at 'code' failed to satisfy constraint: Member must not be null"}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{}}""", "InvalidParameterValueException",
        """{"Type":"User","message":"Please provide a source for function code."}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{"S3Bucket":"b","S3Key":"k"}}""", "InvalidParameterValueException",
        """{"Type":"User","message":"Code in a bucket (S3Bucket) is not supported here: upload the zip package itself (ZipFile)."}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","PackageType":"Image","Code":{"ImageUri":"i"}}""", "InvalidParameterValueException",
        """{"Type":"User","message":"Container images are not supported here: upload a zip package (ZipFile)."}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"UEs="},"Layers":["arn:aws:lambda:us-east-1:000000000000:layer:l:1"]}""",
        "InvalidParameterValueException",
        """{"Type":"User","message":"Layer version arn:aws:lambda:us-east-1:000000000000:layer:l:1 does not exist. Layers are not supported here: put their files into the function's own package."}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"UEs="},"DurableConfig":{"ExecutionTimeout":1}}""",
        "InvalidParameterValueException", """{"Type":"User","message":"Durable functions (DurableConfig) are not supported here."}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Runtime":"python3.13","Handler":"h","Code":{"ZipFile":"UEs="},"Timeout":-1,"MemorySize":1}""",
        "ValidationException",
        """{"message":"2 validation errors detected: Value '-1' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '1' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128"}""")]
    [InlineData("""{"FunctionName":"f","Role":"arn:aws:iam::000000000000:role/r","Runtime":"python3.13","Handler":"h","Code":{"ZipFile":"UEs="},"Environment":{"Variables":{"AB":null}}}""",
        "ValidationException",
        """{"message":"1 validation error detected: Value '{AB=null}' at 'environment.variables' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]"}""")]
    public async Task Refuses_a_wrong_creation(string body, string error, string document) =>
        (await api.SendAsync("POST", Functions, body)).IsRefusal(HttpStatusCode.BadRequest, error, document);

    [Fact]
    public async Task Refuses_a_second_function_of_the_same_name()
    {
        await CreateAsync("{}");

        (await api.SendAsync("POST", Functions, $$"""
            {"FunctionName":"f","Runtime":"python3.13","Handler":"h","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"{{TestZip.Base64}}"} }
            """)).IsRefusal(HttpStatusCode.Conflict, "ResourceConflictException", """{"Type":"User","message":"Function already exist: f"}""");
    }

    [Fact]
    public async Task Refuses_a_creation_over_70167211_bytes()
    {
        var body = $$"""{"Code":{"ZipFile":"{{new string('A', 70_167_200)}}"} }""";

        (await api.SendAsync("POST", Functions, body)).IsRefusal(HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLargeException",
            """{"Type":"User","message":"Request must be smaller than 70167211 bytes for the CreateFunction operation"}""");
    }

    [Fact]
    public async Task Refuses_a_zip_that_is_none() => (await api.SendAsync("POST", Functions, """
        {"FunctionName":"f","Runtime":"python3.13","Handler":"h","Role":"arn:aws:iam::000000000000:role/r","Code":{"ZipFile":"UEsDBA=="} }
        """)).IsRefusal(HttpStatusCode.BadRequest, "InvalidParameterValueException",
        """{"Type":"User","message":"Could not unzip uploaded file. Please check your file, then try to upload again."}""");

    [Theory]
    [InlineData("?MaxItems=0", "ValidationException",
        """{"message":"1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"}""")]
    [InlineData("?MaxItems=many", "SerializationException", """{"message":"'many' can not be converted to an Integer: MaxItems"}""")]
    [InlineData("?FunctionVersion=1", "ValidationException",
        """{"message":"1 validation error detected: Value '1' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]"}""")]
    [InlineData("?Marker=%25", "InvalidParameterValueException", """{"Type":"User","message":"'%' is no marker of an earlier answer (NextMarker)."}""")]
    public async Task Refuses_a_wrong_list(string query, string error, string document) =>
        (await api.SendAsync("GET", Functions + query)).IsRefusal(HttpStatusCode.BadRequest, error, document);

    [Theory]
    [InlineData("/f?Qualifier=9", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:9")]
    [InlineData("/f?Qualifier=prod", "Cannot find alias arn: arn:aws:lambda:us-east-1:000000000000:function:f:prod")]
    [InlineData("/g", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:g")]
    public async Task Says_what_is_not_there(string path, string message)
    {
        await CreateAsync("{}");

        (await api.SendAsync("GET", Functions + path)).IsRefusal(HttpStatusCode.NotFound, "ResourceNotFoundException", $$"""{"Type":"User","Message":"{{message}}"}""");
    }

    private static string RuntimeArn => "arn:aws:lambda:us-east-1::runtime:" + Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData("provided.al2023"u8));

    private static string Document(string state) => $$"""
        {
          "FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f", "Version": "$LATEST",
          "Runtime": "provided.al2023", "Handler": "h", "Role": "arn:aws:iam::000000000000:role/r",
          "CodeSize": {{TestZip.Bytes.Length}}, "CodeSha256": "{{TestZip.Sha256Base64}}", "Description": "", "Timeout": 3, "MemorySize": 128,
          "LastModified": "2024-01-02T03:04:05.678+0000", "RevisionId": "UUID", "PackageType": "Zip", "Architectures": ["x86_64"],
          "TracingConfig": {"Mode": "PassThrough"}, "EphemeralStorage": {"Size": 512}, "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
          "RuntimeVersionConfig": {"RuntimeVersionArn": "{{RuntimeArn}}"}, "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/f"},
          {{state}}
        }
        """;

    private static IEnumerable<string> Names(ApiReply reply) => reply.Json!["Functions"]!.AsArray().Select(function => (string)function!["FunctionName"]!);

    private static IEnumerable<string> Arns(ApiReply reply, string list) => reply.Json![list]!.AsArray().Select(function => (string)function!["FunctionArn"]!);

    private async Task CreateAsync(string more)
    {
        var body = JsonNode.Parse(more)!.AsObject();
        body["FunctionName"] = "f";
        body["Runtime"] = "provided.al2023";
        body["Handler"] = "h";
        body["Role"] = "arn:aws:iam::000000000000:role/r";
        body["Code"] = new JsonObject { ["ZipFile"] = TestZip.Base64 };
        var reply = await api.SendAsync("POST", Functions, body.ToJsonString());
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text + string.Join("\n", api.Log.Errors));
    }
}
