using System.Collections.Immutable;

namespace Triggers.Invoker.Runtimes;

/// <summary>How the handler process of a runtime is started on this machine.</summary>
internal sealed record RuntimeCommand
{
    /// <summary>The program, absolute: the real interpreter behind any shim, or the package's <c>bootstrap</c>.</summary>
    public required string FileName { get; init; }

    /// <summary>All its arguments; nothing needs to come before or after them.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary><c>AWS_EXECUTION_ENV</c>: <c>AWS_Lambda_python3.13</c>, named after the runtime asked for; null = not set.</summary>
    public string? ExecutionEnv { get; init; }

    /// <summary>
    /// True for our own bootstraps: <c>AWS_LAMBDA_RUNTIME_API</c> may be <c>fd:3,4</c> (inherited descriptors, read from the first and
    /// written to the second) or <c>unix:/path</c> for them. All others need <c>host:port</c>.
    /// </summary>
    public bool IsOwnBootstrap { get; init; }

    /// <summary>The folder of our bootstrap: <c>LAMBDA_RUNTIME_DIR</c>; null = the platform's default.</summary>
    public string? RuntimeFolder { get; init; }

    /// <summary>
    /// Search path variables (<c>PYTHONPATH</c>, <c>NODE_PATH</c>, <c>LD_LIBRARY_PATH</c>) with AWS's values moved to this machine's
    /// folders. The function's own variables of the same name win, as on AWS.
    /// </summary>
    public ImmutableSortedDictionary<string, string> PathVariables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What the function's log should say once, or null: that another version than the one asked for is used.</summary>
    public string? Warning { get; init; }
}
