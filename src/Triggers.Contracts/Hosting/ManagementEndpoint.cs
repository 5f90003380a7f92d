using Microsoft.AspNetCore.Http;

namespace Triggers.Contracts.Hosting;

/// <summary>
/// An operation that a part serves on the management address, behind the same guard as the Lambda API: register it as a service, and whoever
/// has that address maps it. Operations of AWS's JSON protocol are all <c>POST /</c> and told apart by their target; others have a path.
/// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
/// </summary>
/// <param name="Service">The service that its callers' signatures are scoped to: <c>codecommit</c>.</param>
/// <param name="Operation">Its name: <c>PutRepositoryTriggers</c>.</param>
/// <param name="RunAsync">Answers it; the body is at hand whole.</param>
public sealed record ManagementEndpoint(string Service, string Operation, RequestDelegate RunAsync)
{
    /// <summary>The method.</summary>
    public string Method { get; init; } = HttpMethods.Post;

    /// <summary>The path's pattern.</summary>
    public string Pattern { get; init; } = "/";

    /// <summary>The value of <c>X-Amz-Target</c>, <c>CodeCommit_20150413.PutRepositoryTriggers</c>; null for an operation that has a path.</summary>
    public string? Target { get; init; }
}
