namespace Triggers.Contracts;

/// <summary>The kinds of event source that are served, and what their properties hold.</summary>
public static class EventSourceKinds
{
    /// <summary>
    /// An HTTP API. No function. Properties: <c>ApiId</c> (string, 10 lower-case letters or digits), <c>Name</c>,
    /// <c>StageName</c> (default <c>$default</c>), <c>StageVariables</c> (map), <c>Cors</c> (map: <c>AllowOrigins</c>,
    /// <c>AllowMethods</c>, <c>AllowHeaders</c>, <c>ExposeHeaders</c>, lists; <c>MaxAge</c>, <c>AllowCredentials</c>).
    /// </summary>
    public const string HttpApi = "AWS::ApiGatewayV2::Api";

    /// <summary>
    /// A REST API. No function. Properties: as an HTTP API's, <c>StageName</c> (default <c>Prod</c>, never <c>$default</c>), and
    /// <c>BinaryMediaTypes</c> (list), <c>Cors</c> (map). Of both kinds several sources with one <c>ApiId</c> are its stages.
    /// </summary>
    public const string RestApi = "AWS::ApiGateway::RestApi";

    /// <summary>A route of a REST API to a function. Properties: <c>ApiId</c>, <c>Method</c>, <c>Path</c>, <c>TimeoutInMillis</c> (default 29000).</summary>
    public const string RestApiRoute = "Api";

    /// <summary>
    /// The URL of a function. Properties: <c>UrlId</c> (string, 32 lower-case letters or digits), <c>AuthType</c> (<c>NONE</c> or
    /// <c>AWS_IAM</c>), <c>InvokeMode</c>, <c>Cors</c> (map).
    /// </summary>
    public const string FunctionUrl = "AWS::Lambda::Url";

    /// <summary>
    /// A route of an HTTP API to a function. Properties: <c>ApiId</c>, <c>Method</c> (upper-case or <c>ANY</c>), <c>Path</c>
    /// (template as written; <c>$default</c> for the default route), <c>PayloadFormatVersion</c> (default <c>2.0</c>),
    /// <c>TimeoutInMillis</c> (default 30000).
    /// </summary>
    public const string HttpApiRoute = "HttpApi";

    /// <summary>
    /// A git repository with its triggers. No function. Properties: <c>RepositoryName</c>, <c>Triggers</c> (a list of objects with
    /// <c>Name</c>, <c>DestinationArn</c>, <c>Events</c>, <c>Branches</c>, <c>CustomData</c>).
    /// </summary>
    public const string CodeCommitRepository = "AWS::CodeCommit::Repository";
}
