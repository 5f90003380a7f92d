namespace Triggers.EndToEnd.Hosting;

/// <summary>The tests that share a running system; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneRunningSystem : ICollectionFixture<SharedHost>
{
    public const string Name = "one running system";
}
