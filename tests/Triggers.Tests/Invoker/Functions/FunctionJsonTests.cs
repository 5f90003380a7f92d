using System.Text.Json;
using Triggers.Invoker.Functions;

namespace Triggers.Tests.Invoker.Functions;

public sealed class FunctionJsonTests
{
    [Fact]
    public void Keeps_the_defaults_of_members_that_an_older_document_does_not_have()
    {
        var read = JsonSerializer.Deserialize(
            """{"Name":"f","Latest":{"FunctionName":"f","Version":"$LATEST","RevisionId":"r","LastModified":"2026-01-02T03:04:05+00:00","CodeSha256":"aa","CodeSize":7}}""",
            FunctionJson.Record)!;
        Assert.Equal(3, read.Latest.Timeout);
        Assert.Equal(1, read.NextVersion);
        Assert.Empty(read.Versions);
        Assert.Equal(["x86_64"], read.Latest.Architectures);
        Assert.Empty(read.Latest.Environment);
    }
}
