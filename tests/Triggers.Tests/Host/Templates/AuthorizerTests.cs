namespace Triggers.Tests.Host.Templates;

/// <summary>Which authorizer a route gets.</summary>
public sealed class AuthorizerTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_event_has_its_own_the_apis_or_none() => Assert.Equal(
        [
            """{"Type":"JWT","Issuer":"https://issuer.example","Audience":["us"],"Scopes":[],"IdentitySource":"$request.header.X"}""",
            """{"Type":"JWT","Issuer":"https://other.example","Audience":["a","b"],"Scopes":["write"]}""",
            "open",
            """{"Type":"REQUEST"}""",
        ],
        Authorizers("Transform: AWS::Serverless-2016-10-31\n" + """
            Globals:
              HttpApi:
                Auth:
                  DefaultAuthorizer: One
                  Authorizers:
                    One: { IdentitySource: $request.header.X, JwtConfiguration: { issuer: 'https://issuer.example', audience: us } }
                    Two: { AuthorizationScopes: [read], JwtConfiguration: { issuer: 'https://other.example', audience: [a, b] } }
                    Three: { FunctionArn: !GetAtt F.Arn, AuthorizerPayloadFormatVersion: '2.0' }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: f
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.13
                  Events:
                    A: { Type: HttpApi, Properties: { Path: /a, Method: GET } }
                    B: { Type: HttpApi, Properties: { Path: /b, Method: GET, Auth: { Authorizer: Two, AuthorizationScopes: [write] } } }
                    C: { Type: HttpApi, Properties: { Path: /c, Method: GET, Auth: { Authorizer: NONE } } }
                    D: { Type: HttpApi, Properties: { Path: /d, Method: GET, Auth: { Authorizer: Three } } }
            """));

    [Fact]
    public void A_route_names_a_resource() => Assert.Equal(
        ["""{"Type":"JWT","Issuer":"https://issuer.example","Audience":["us"],"Scopes":["read"],"IdentitySource":"$request.header.Authorization"}"""],
        Authorizers("""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Handler: app.handler, Runtime: python3.13, Code: src } }
              Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
              I: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt F.Arn } }
              J:
                Type: AWS::ApiGatewayV2::Authorizer
                Properties: { ApiId: !Ref Api, Name: j, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: { Issuer: 'https://issuer.example', Audience: [us] } }
              R:
                Type: AWS::ApiGatewayV2::Route
                Properties: { ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${I}', AuthorizationType: JWT, AuthorizerId: !Ref J, AuthorizationScopes: [read] }
            """));

    [Fact]
    public void A_rest_api_keeps_routes_with_an_authorizer_closed() => Assert.Equal(
        ["open", """{"Type":"REQUEST"}""", """{"Type":"AWS_IAM"}"""],
        Authorizers("""
            Transform: AWS::Serverless-2016-10-31
            Globals: { Api: { Auth: { DefaultAuthorizer: One, Authorizers: { One: { UserPoolArn: arn } } } } }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.13
                  Events:
                    A: { Type: Api, Properties: { Path: /a, Method: GET, Auth: { Authorizer: NONE, ApiKeyRequired: true } } }
                    B: { Type: Api, Properties: { Path: /b, Method: GET } }
                    C: { Type: Api, Properties: { Path: /c, Method: GET, Auth: { Authorizer: AWS_IAM } } }
            """, "Api"));

    [Fact]
    public void Tells_what_is_wrong() => Assert.Equal(
        """
        template.yaml:5: error: Api: Auth.Authorizers.One.JwtConfiguration is missing; it says the issuer and the audience of tokens.
        template.yaml:5: error: Api: Auth.Authorizers.Two.JwtConfiguration.Issuer is missing; it is the address of whoever makes the tokens.
        template.yaml:5: error: Api: Auth.Authorizers.Two.JwtConfiguration.Audience is missing; it is a list of whom tokens are for.
        template.yaml:16: error: F: C: the authorizer 'Three' is not among the Authorizers of its API.
        template.yaml:17: warning: F: D: authorizers of the type AWS_IAM are not served here: the route answers 500.
        """,
        folder.Problems("Transform: AWS::Serverless-2016-10-31\n" + """
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties: { Auth: { Authorizers: { One: {}, Two: { JwtConfiguration: {} } } } }
              F:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: f
                  CodeUri: src
                  Handler: app.handler
                  Runtime: python3.13
                  Events:
                    A: { Type: HttpApi, Properties: { Path: /a, Method: GET, ApiId: !Ref Api, Auth: { Authorizer: One } } }
                    B: { Type: HttpApi, Properties: { Path: /b, Method: GET, ApiId: !Ref Api, Auth: { Authorizer: Two } } }
                    C: { Type: HttpApi, Properties: { Path: /c, Method: GET, ApiId: !Ref Api, Auth: { Authorizer: Three } } }
                    D: { Type: HttpApi, Properties: { Path: /d, Method: GET, ApiId: !Ref Api, Auth: { Authorizer: AWS_IAM } } }
            """));

    private string[] Authorizers(string template, string kind = "HttpApi") =>
    [
        .. folder.Read(template).Document.EventSources.Where(source => source.Kind == kind)
            .Select(source => source.Properties.TryGetProperty("Authorizer", out var authorizer) ? authorizer.GetRawText() : "open"),
    ];
}
