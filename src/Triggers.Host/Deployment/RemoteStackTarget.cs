using System.Text.Json;
using Triggers.Host.Endpoints;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Deployment;

/// <summary>Deploys into a running system, through its Lambda API's address.</summary>
internal sealed class RemoteStackTarget(LambdaEndpoint endpoint) : IStackTarget
{
    /// <inheritdoc/>
    public Task<bool> HasCodeAsync(string sha256, CancellationToken cancellationToken) =>
        endpoint.ExistsAsync($"/triggers/code/{sha256}", cancellationToken);

    /// <inheritdoc/>
    public async Task AddCodeAsync(BuiltPackage package, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/triggers/code/{package.Sha256}") { Content = new ReadOnlyMemoryContent(package.Zip) };
        request.Content.Headers.ContentType = new("application/zip");
        using var response = await endpoint.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StackChanges> DeployAsync(StackDocument document, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/triggers/stacks/{document.Name}") { Content = JsonContent.Create(document, StackJson.Document) };
        using var response = await endpoint.SendAsync(request, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync(StackJson.Changes, cancellationToken)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException)
        {
            throw new EndpointException("The deployment was taken, but the answer cannot be read; are both programs of one version?");
        }
    }
}
