namespace Triggers.Http.Routing;

/// <summary>An API while the table is made: its stages, and the routes of all of them.</summary>
internal sealed class ApiTree(ApiKind kind)
{
    public ApiKind Kind => kind;

    public List<HttpApi> Stages { get; } = [];

    public RouteTree Routes { get; } = new();

    /// <summary>The routes in the order they were added.</summary>
    public List<HttpRoute> Added { get; } = [];

    /// <summary>The API a request is for that no route takes, as far as its stage can be told.</summary>
    public HttpApi? Find(ReadOnlySpan<char> path)
    {
        foreach (var stage in Stages)
        {
            if (stage.Stage == HttpApi.DefaultStage || StagePath.Stage(path).SequenceEqual(stage.Stage))
            {
                return stage;
            }
        }

        return null;
    }
}
