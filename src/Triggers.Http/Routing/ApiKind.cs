namespace Triggers.Http.Routing;

/// <summary>The kinds of front a request can come in by. They differ in their errors, in the ids an answer carries and in their events.</summary>
internal enum ApiKind
{
    /// <summary>An HTTP API (API Gateway's version 2).</summary>
    HttpApi,

    /// <summary>A REST API (API Gateway's version 1).</summary>
    RestApi,

    /// <summary>A function's own URL.</summary>
    FunctionUrl,
}
