using System.Text.Json.Nodes;

namespace Triggers.Tests.Host.Templates;

/// <summary>REST APIs, rules for other origins and function URLs in SAM templates.</summary>
public sealed class ApiTemplateTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_rest_apis_and_their_routes()
    {
        const string Template = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Api: { BinaryMediaTypes: [image~1png], Variables: { version: 1 } }
            Resources:
              Own:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: live
                  Variables: { table: orders }
                  Cors: { AllowMethods: "'GET,POST'", AllowHeaders: "'x-one, x-two'", AllowOrigin: "'https://a.example'", MaxAge: "'600'", AllowCredentials: true }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.12
                  Environment: { Variables: { STAGE: !Ref ServerlessRestApiProdStage, API: !Ref ServerlessRestApi, OWN: !Ref Own.Stage } }
                  Events:
                    A: { Type: Api, Properties: { Path: '/a/{id}', Method: get } }
                    B: { Type: Api, Properties: { Path: '/{proxy+}', Method: any, RestApiId: !Ref Own, TimeoutInMillis: 5000 } }
            """;
        var document = folder.Read(Template).Document;
        var ids = document.EventSources.Select(source => source.Properties.GetProperty("ApiId").GetString()!).Distinct().ToArray();
        AssertSources(document, $$$$"""
            [
              {"id":"shop/Own","kind":"AWS::ApiGateway::RestApi","properties":{"ApiId":"{{{{ids[0]}}}}","Name":"shop","StageName":"live","StageVariables":{"table":"orders","version":"1"},
                "BinaryMediaTypes":["image/png"],"Cors":{"AllowOrigins":["https://a.example"],"AllowMethods":["GET","POST"],"AllowHeaders":["x-one","x-two"],"MaxAge":"600","AllowCredentials":true}}},
              {"id":"shop/F/A","kind":"Api","properties":{"ApiId":"{{{{ids[1]}}}}","Method":"GET","Path":"/a/{id}","TimeoutInMillis":29000}},
              {"id":"shop/F/B","kind":"Api","properties":{"ApiId":"{{{{ids[0]}}}}","Method":"ANY","Path":"/{proxy+}","TimeoutInMillis":5000}},
              {"id":"shop/ServerlessRestApi","kind":"AWS::ApiGateway::RestApi","properties":{"ApiId":"{{{{ids[1]}}}}","Name":"shop","StageName":"Prod","StageVariables":{"version":"1"},"BinaryMediaTypes":["image/png"]}}
            ]
            """);
        Assert.Equal([("API", ids[1]), ("OWN", "live"), ("STAGE", "Prod")], document.Functions[0].Environment.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal("", folder.Problems(Template));
    }

    [Fact]
    public void Reads_rules_for_other_origins()
    {
        const string Template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Open: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: true } }
              None: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: false } }
              Some:
                Type: AWS::Serverless::HttpApi
                Properties:
                  CorsConfiguration: { AllowOrigins: [https://a], AllowMethods: [GET], AllowHeaders: [h], ExposeHeaders: [e], MaxAge: 60, AllowCredentials: true }
              Rest: { Type: AWS::Serverless::Api, Properties: { StageName: s, Cors: "'*'" } }
            """;
        var rules = folder.Read(Template).Document.EventSources.Select(source => source.Properties.TryGetProperty("Cors", out var cors) ? cors.GetRawText() : "none");
        Assert.Equal(
            [
                """{"AllowOrigins":["*"]}""", "none",
                """{"AllowOrigins":["https://a"],"AllowMethods":["GET"],"AllowHeaders":["h"],"ExposeHeaders":["e"],"MaxAge":"60","AllowCredentials":true}""",
                """{"AllowOrigins":["*"]}""",
            ],
            rules);
    }

    [Fact]
    public void Reads_function_urls()
    {
        const string Template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.12
                  FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: ['*'] } }
            Outputs: { Url: { Value: !GetAtt FUrl.FunctionUrl } }
            """;
        var document = folder.Read(Template).Document;
        var url = document.Functions.Single().Url!;
        Assert.Matches("^[a-z0-9]{32}$", url.UrlId);
        Assert.Equal(("NONE", "BUFFERED", """{"AllowOrigins":["*"]}"""), (url.AuthType, url.InvokeMode, url.Cors!.Value.GetRawText()));
        Assert.Equal($"https://{url.UrlId}.lambda-url.us-east-1.on.aws/", document.Outputs["Url"]);
        Assert.Equal("", folder.Problems(Template));
    }

    [Fact]
    public void Tells_what_is_wrong() => Assert.Equal(
        """
        template.yaml:3: error: A: StageName is missing; it is the first part of the path, such as Prod.
        template.yaml:4: error: B: StageName must have letters, digits, '-' and '_' only, was '$default'.
        template.yaml:5: error: C: Cors.AllowCredentials must be one of true, false, was 'maybe'.
        template.yaml:5: warning: C: Cors.AllowOrigins is not a property of rules for other origins and is left out.
        template.yaml:6: error: D: CorsConfiguration must be a map, was 'everyone'.
        template.yaml:7: error: E: CorsConfiguration.MaxAge must be a whole number from 0 to 86400, was '-1'.
        template.yaml:14: error: F: FunctionUrlConfig.AuthType is missing; it is NONE or AWS_IAM.
        template.yaml:16: error: F: A.Method is missing; it is the method of the route, or ANY.
        template.yaml:17: error: F: B.Path is missing; it is the path of the route, such as /orders/{id}.
        template.yaml:18: error: F: C.TimeoutInMillis must be a whole number from 50 to 29000, was '30000'.
        template.yaml:18: error: F: C.Method must be one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, was 'FETCH'.
        template.yaml:18: error: F: C.Path must start with '/', was 'c'.
        template.yaml:19: error: F: D.RestApiId must be a Ref to a resource of the type AWS::Serverless::Api in this template, was 'abcdefghij'.
        template.yaml:21: error: The route 'GET /e' is defined twice on one API, on line 20 and here.
        template.yaml:28: warning: G: FunctionUrlConfig.AuthType AWS_IAM is not served here: the URL answers 403; NONE is.
        template.yaml:28: warning: G: FunctionUrlConfig.Colour is not a property of a function URL and is left out.
        template.yaml:28: warning: G: FunctionUrlConfig.InvokeMode RESPONSE_STREAM has no effect here: answers are sent when they are whole.
        """,
        string.Join('\n', folder.Problems("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              A: { Type: AWS::Serverless::Api }
              B: { Type: AWS::Serverless::Api, Properties: { StageName: $default } }
              C: { Type: AWS::Serverless::Api, Properties: { StageName: c, Auth: { DefaultAuthorizer: x }, Cors: { AllowOrigins: x, AllowCredentials: maybe } } }
              D: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: everyone } }
              E: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: { MaxAge: -1 } } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.12
                  FunctionUrlConfig: { InvokeMode: BUFFERED }
                  Events:
                    A: { Type: Api, Properties: { Path: /a } }
                    B: { Type: Api, Properties: { Method: GET } }
                    C: { Type: Api, Properties: { Path: c, Method: FETCH, TimeoutInMillis: 30000 } }
                    D: { Type: Api, Properties: { Path: /d, Method: GET, RestApiId: abcdefghij } }
                    E: { Type: Api, Properties: { Path: /e, Method: GET } }
                    F: { Type: Api, Properties: { Path: /e, Method: get } }
              G:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.12
                  FunctionUrlConfig: { AuthType: AWS_IAM, InvokeMode: RESPONSE_STREAM, Colour: red }
            """).Split('\n').OrderBy(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(line => line.Contains("error", StringComparison.Ordinal) ? 0 : 1).ThenBy(line => line.Contains("warning", StringComparison.Ordinal) ? line : "", StringComparer.Ordinal)));

    private static void AssertSources(Triggers.Invoker.Stacks.StackDocument document, string expected)
    {
        var made = new JsonArray([.. document.EventSources.Select(source => new JsonObject
        {
            ["id"] = source.Id, ["kind"] = source.Kind, ["properties"] = JsonNode.Parse(source.Properties.GetRawText()),
        })]);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), made.ToJsonString());
    }
}
