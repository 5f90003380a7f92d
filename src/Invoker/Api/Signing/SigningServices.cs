using System.Collections.Immutable;

namespace Triggers.Invoker.Api.Signing;

/// <summary>The services that signatures of a route may be scoped to; metadata of routes that are not the Lambda API's.</summary>
/// <param name="Names">Their names.</param>
internal sealed record SigningServices(ImmutableArray<string> Names)
{
    /// <summary>The Lambda API's own.</summary>
    public static SigningServices Lambda { get; } = new(["lambda"]);
}
