using Triggers.Host.Templates.Code;

namespace Triggers.Tests.Host.Templates;

/// <summary>Templates in CloudFormation's own words: functions, APIs, and OpenAPI documents.</summary>
public sealed class CloudFormationTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py").With("asset.0a1b2c/index.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_a_function_and_its_url()
    {
        const string Template = """
            Resources:
              F:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: f
                  Handler: index.handler
                  Runtime: python3.13
                  Role: arn:aws:iam::000000000000:role/r
                  Code: { ZipFile: "def handler(e, c): return e" }
                  TracingConfig: { Mode: Active }
                  DeadLetterConfig: { TargetArn: arn:aws:sns:us-east-1:000000000000:t }
                  Tags: [{ Key: team, Value: shop }]
                  Environment: { Variables: { AB: 1 } }
              P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Action: lambda:InvokeFunctionUrl, Principal: '*', FunctionUrlAuthType: NONE } }
              U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt F.Arn, AuthType: NONE } }
            Outputs: { Url: { Value: !GetAtt U.FunctionUrl } }
            """;
        var read = folder.Read(Template);
        var function = read.Document.Functions.Single();
        Assert.Equal(
            ("f", "index.handler", "Active", "arn:aws:sns:us-east-1:000000000000:t", "shop", "1"),
            (function.FunctionName, function.Handler, function.TracingMode, function.DeadLetterTargetArn, function.Tags["team"], function.Environment["AB"]));
        Assert.Equal(new CodeSource(CodeKind.Inline, "python3.13", "def handler(e, c): return e"), read.Code["f"]);
        Assert.Equal($"https://{function.Url!.UrlId}.lambda-url.us-east-1.on.aws/", read.Document.Outputs["Url"]);
        Assert.Equal("", folder.Problems(Template));
    }

    // After the shape that `cdk synth` documents: assets named in the metadata, everything in long intrinsics, rules for the bootstrap.
    [Fact]
    public void Reads_what_the_cdk_makes_of_an_http_api()
    {
        const string Template = """
            {
              "Resources": {
                "HandlerServiceRole0A": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": { "Statement": [] } } },
                "Handler886CB40B": {
                  "Type": "AWS::Lambda::Function",
                  "Properties": {
                    "Code": { "S3Bucket": { "Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}" }, "S3Key": "0a1b2c.zip" },
                    "Handler": "index.handler", "Role": { "Fn::GetAtt": ["HandlerServiceRole0A", "Arn"] }, "Runtime": "python3.13"
                  },
                  "DependsOn": ["HandlerServiceRole0A"],
                  "Metadata": { "aws:cdk:path": "S/Handler/Resource", "aws:asset:path": "asset.0a1b2c", "aws:asset:is-bundled": false, "aws:asset:property": "Code" }
                },
                "ApiF70053CD": { "Type": "AWS::ApiGatewayV2::Api", "Properties": { "CorsConfiguration": { "AllowOrigins": ["*"] }, "Name": "Api", "ProtocolType": "HTTP" } },
                "ApiDefaultStage": { "Type": "AWS::ApiGatewayV2::Stage", "Properties": { "ApiId": { "Ref": "ApiF70053CD" }, "AutoDeploy": true, "StageName": "$default" } },
                "ApiIntegration0B": {
                  "Type": "AWS::ApiGatewayV2::Integration",
                  "Properties": {
                    "ApiId": { "Ref": "ApiF70053CD" }, "IntegrationType": "AWS_PROXY", "PayloadFormatVersion": "2.0",
                    "IntegrationUri": { "Fn::GetAtt": ["Handler886CB40B", "Arn"] }
                  }
                },
                "ApiRoute0C": {
                  "Type": "AWS::ApiGatewayV2::Route",
                  "Properties": {
                    "ApiId": { "Ref": "ApiF70053CD" }, "AuthorizationType": "NONE", "RouteKey": "GET /orders/{id}",
                    "Target": { "Fn::Join": ["", ["integrations/", { "Ref": "ApiIntegration0B" }]] }
                  }
                },
                "ApiPermission0D": { "Type": "AWS::Lambda::Permission", "Properties": { "Action": "lambda:InvokeFunction", "FunctionName": { "Fn::GetAtt": ["Handler886CB40B", "Arn"] }, "Principal": "apigateway.amazonaws.com" } },
                "CDKMetadata": { "Type": "AWS::CDK::Metadata", "Properties": { "Analytics": "v2:deflate64:" }, "Condition": "CDKMetadataAvailable" }
              },
              "Conditions": { "CDKMetadataAvailable": { "Fn::Or": [{ "Fn::Equals": [{ "Ref": "AWS::Region" }, "af-south-1"] }, { "Fn::Equals": [{ "Ref": "AWS::Region" }, "us-east-1"] }] } },
              "Parameters": { "BootstrapVersion": { "Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version" } },
              "Rules": { "CheckBootstrapVersion": { "Assertions": [] } }
            }
            """;
        var read = folder.Read(Template, "S.template.json");
        Assert.Equal(new CodeSource(CodeKind.Folder, Path.Combine(folder.Root, "asset.0a1b2c")), read.Code["shop-Handler886CB40B"]);
        var id = read.Document.EventSources[0].Properties.GetProperty("ApiId").GetString();
        Assert.Equal(
            [
                $$$"""shop/ApiDefaultStage AWS::ApiGatewayV2::Api - {"ApiId":"{{{id}}}","Name":"Api","StageName":"$default","StageVariables":{},"Cors":{"AllowOrigins":["*"]}}""",
                $$"""shop/ApiRoute0C HttpApi shop-Handler886CB40B {"ApiId":"{{id}}","Method":"GET","Path":"/orders/{id}","PayloadFormatVersion":"2.0","TimeoutInMillis":30000}""",
            ],
            Sources(read));
        var warnings = folder.Problems(Template, "S.template.json").Split('\n');
        Assert.Equal(3, warnings.Length);
        foreach (var expected in new[] { "AWS::IAM::Role is not served here and is left out", "The parameter BootstrapVersion names a value of Parameter Store", "The section Rules is left out." })
            Assert.Single(warnings, warning => warning.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_a_rest_api_of_paths_and_methods()
    {
        const string Template = """
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { FunctionName: f, Handler: app.handler, Runtime: python3.13, Code: src } }
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders, BinaryMediaTypes: [image~1*] } }
              Orders: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders } }
              Order: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: '{id}' } }
              Root:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: ANY
                  AuthorizationType: NONE
                  Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' }
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Order
                  HttpMethod: GET
                  Integration: { Type: AWS_PROXY, TimeoutInMillis: 1000, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' }
              Deployment: { Type: AWS::ApiGateway::Deployment, DependsOn: [Root, Get], Properties: { RestApiId: !Ref Api } }
              Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: live, Variables: { a: b } } }
            """;
        var read = folder.Read(Template);
        var id = read.Document.EventSources[0].Properties.GetProperty("ApiId").GetString();
        Assert.Equal(
            [
                $$"""shop/Root Api f {"ApiId":"{{id}}","Method":"ANY","Path":"/","TimeoutInMillis":29000}""",
                $$"""shop/Get Api f {"ApiId":"{{id}}","Method":"GET","Path":"/orders/{id}","TimeoutInMillis":1000}""",
                $$"""shop/Live AWS::ApiGateway::RestApi - {"ApiId":"{{id}}","Name":"orders","StageName":"live","StageVariables":{"a":"b"},"BinaryMediaTypes":["image/*"]}""",
            ],
            Sources(read));
        Assert.Equal("", folder.Problems(Template));
    }

    [Fact]
    public void Reads_the_routes_of_openapi_documents()
    {
        const string Template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Http:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    openapi: 3.0.1
                    paths:
                      /a:
                        get: { x-amazon-apigateway-integration: { type: aws_proxy, payloadFormatVersion: '2.0', timeoutInMillis: 500, uri: !Sub 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${F.Arn}/invocations' } }
                        post: { x-amazon-apigateway-integration: { type: http_proxy, uri: http://example.org } }
                        parameters: []
                      $default: { x-amazon-apigateway-any-method: { x-amazon-apigateway-integration: { type: AWS_PROXY, uri: !GetAtt F.Arn } } }
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: s
                  DefinitionBody: { paths: { /e: { get: { x-amazon-apigateway-integration: { type: aws_proxy, uri: !GetAtt F.Arn } } } } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: f
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.13
                  Events: { E: { Type: Api, Properties: { Path: /e, Method: GET, RestApiId: !Ref Rest, TimeoutInMillis: 70 } } }
            """;
        var read = folder.Read(Template);
        string Id(int index) => read.Document.EventSources[index].Properties.GetProperty("ApiId").GetString()!;
        Assert.Equal(
            [
                $$"""shop/F/E Api f {"ApiId":"{{Id(1)}}","Method":"GET","Path":"/e","TimeoutInMillis":70}""",
                $$"""shop/Http/GET /a HttpApi f {"ApiId":"{{Id(0)}}","Method":"GET","Path":"/a","PayloadFormatVersion":"2.0","TimeoutInMillis":500}""",
                $$"""shop/Http/ANY $default HttpApi f {"ApiId":"{{Id(0)}}","Method":"ANY","Path":"$default","PayloadFormatVersion":"1.0","TimeoutInMillis":30000}""",
            ],
            Sources(read)[2..]);
        Assert.Equal("template.yaml:11: warning: Http: post /a: integrations of the type http_proxy are not served here; the route is left out.", folder.Problems(Template));
    }

    [Fact]
    public void Tells_what_is_wrong() => Assert.Equal(
        """
        template.yaml:3: error: F: CodeUri names 's3://b/k', which cannot be fetched here; put the code into a folder or .zip file beside the template and name that.
        template.yaml:4: error: A: ProtocolType must be HTTP, other kinds of APIs are not served here, was 'WEBSOCKET'.
        template.yaml:5: warning: B: no stage of this API is in the template; it gets the stage $default.
        template.yaml:6: error: R: RouteKey must be a method and a path, such as 'GET /orders', or $default, was 'FETCH /x'.
        template.yaml:7: error: S: AuthorizerId is missing; it is a Ref to the authorizer.
        template.yaml:7: error: S: Target must be integrations/ and a Ref to an AWS::ApiGatewayV2::Integration of this template, was 'integrations/none'.
        template.yaml:8: error: I: IntegrationUri must be the ARN of a function, was 'http://example.org'.
        template.yaml:9: warning: J: integrations of the type HTTP_PROXY are not served here; the routes to it are left out.
        template.yaml:10: error: U: TargetFunctionArn must be a function's name or ARN, was 'a b'.
        template.yaml:12: error: P: ParentId must be the API's RootResourceId or a Ref to a resource of the type AWS::ApiGateway::Resource in this template, was 'none'.
        template.yaml:13: error: M: ResourceId must be the API's RootResourceId or a Ref to a resource of the type AWS::ApiGateway::Resource in this template, was 'none'.
        template.yaml:14: warning: N: integrations of the type MOCK are not served here; the route is left out.
        """,
        string.Join('\n', folder.Problems("""
            Resources:
              # The code is on AWS.
              F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: python3.13, Code: { S3Bucket: b, S3Key: k } } }
              A: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
              B: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
              R: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref B, RouteKey: FETCH /x, Target: !Sub 'integrations/${I}' } }
              S: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref B, RouteKey: GET /x, Target: integrations/none, AuthorizationType: JWT } }
              I: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref B, IntegrationType: AWS_PROXY, IntegrationUri: 'http://example.org' } }
              J: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref B, IntegrationType: HTTP_PROXY, IntegrationUri: 'http://example.org' } }
              U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: a b, AuthType: NONE } }
              Q: { Type: AWS::ApiGateway::RestApi }
              P: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Q, ParentId: none, PathPart: p } }
              M: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Q, ResourceId: none, HttpMethod: GET, Integration: { Type: AWS_PROXY, Uri: f } } }
              N: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Q, ResourceId: !GetAtt Q.RootResourceId, HttpMethod: OPTIONS, Integration: { Type: MOCK } } }
            """).Split('\n').OrderBy(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(line => line.Contains(": error: ", StringComparison.Ordinal) ? 0 : 1)));

    private static string[] Sources(Triggers.Host.Templates.ReadTemplate read) =>
        [.. read.Document.EventSources.Select(source => $"{source.Id} {source.Kind} {source.Function?.Name ?? "-"} {source.Properties.GetRawText()}")];
}
