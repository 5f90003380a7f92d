using Triggers.Contracts;

namespace Triggers.Tests.Contracts;

public sealed class InvocationRequestTests
{
    [Fact]
    public void Request_ids_are_UUIDs_of_version_4_and_all_differ()
    {
        var ids = Enumerable.Range(0, 2000).AsParallel().Select(_ => InvocationRequest.NewRequestId()).ToArray();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.Distinct(ids);
    }
}
