namespace Triggers.Invoker.RuntimeApi;

/// <summary>What a runtime asks for: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
internal enum RuntimeApiRoute
{
    /// <summary>Any other path.</summary>
    Unknown,

    /// <summary><c>GET /2018-06-01/runtime/invocation/next</c></summary>
    Next,

    /// <summary><c>POST /2018-06-01/runtime/invocation/{id}/response</c></summary>
    Response,

    /// <summary><c>POST /2018-06-01/runtime/invocation/{id}/error</c></summary>
    Error,

    /// <summary><c>POST /2018-06-01/runtime/init/error</c></summary>
    InitError,

    /// <summary>A known path with the wrong method.</summary>
    WrongMethod,
}
