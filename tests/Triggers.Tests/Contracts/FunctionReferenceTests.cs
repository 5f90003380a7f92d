using Triggers.Contracts;

namespace Triggers.Tests.Contracts;

public sealed class FunctionReferenceTests
{
    [Fact]
    public void Reads_a_partial_arn() =>
        Assert.Equal(new FunctionReference("f", "1"), FunctionReference.Parse("000000000000:function:f:1", null, new AwsIdentity()));
}
