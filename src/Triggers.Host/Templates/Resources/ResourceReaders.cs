using System.Collections.Frozen;
using Triggers.Host.Templates.Apis;

namespace Triggers.Host.Templates.Resources;

/// <summary>The types of resources that are served, by name.</summary>
internal static class ResourceReaders
{
    private static readonly FrozenDictionary<string, IResourceReader> ByType = new Dictionary<string, IResourceReader>(StringComparer.Ordinal)
    {
        [CodeCommitRepository.Type] = new CodeCommitRepository(),
        [HttpApiAuthorizer.Type] = new HttpApiAuthorizer(),
        [HttpApiIntegration.Type] = new HttpApiIntegration(),
        [HttpApiResource.Type] = new HttpApiResource(),
        [HttpApiRouteResource.Type] = new HttpApiRouteResource(),
        [HttpApiStage.Type] = new HttpApiStage(),
        [LambdaFunction.Type] = new LambdaFunction(),
        [LambdaUrl.Type] = new LambdaUrl(),
        [RestApiMethod.Type] = new RestApiMethod(),
        [RestApiPath.Type] = new RestApiPath(),
        [RestApiResource.Type] = new RestApiResource(),
        [RestApiStage.DeploymentType] = new RestApiStage(),
        [RestApiStage.Type] = new RestApiStage(),
        [ServerlessFunction.Type] = new ServerlessFunction(),
        [ServerlessApi.Type] = new ServerlessApi(),
        [ServerlessHttpApi.Type] = new ServerlessHttpApi(),
    }
        .Concat(SettledResource.Types.Select(type => KeyValuePair.Create<string, IResourceReader>(type, new SettledResource())))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly UnservedResource Unserved = new();

    /// <summary>The reader of a type; of one that is not served, the reader that says so.</summary>
    public static IResourceReader For(string type) => ByType.GetValueOrDefault(type, Unserved);

    /// <summary>The types served, for messages.</summary>
    public static string Served => string.Join(", ", ByType.Keys.Order(StringComparer.Ordinal));
}
