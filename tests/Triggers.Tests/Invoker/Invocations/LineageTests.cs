using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Invocations;
using Triggers.Tests.Invoker.Functions;

namespace Triggers.Tests.Invoker.Invocations;

public sealed class LineageTests
{
    private readonly FunctionRecord f = TestFunctions.Record("f");
    private readonly FunctionRecord g = TestFunctions.Record("g");

    [Fact]
    public void A_chain_counts_each_of_its_functions_and_ends_at_the_seventeenth_time_of_one()
    {
        var trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        for (var i = 0; i < 16; i++)
        {
            trace = Lineage.Step(trace, f);
            trace = Lineage.Step(trace, g);
        }

        Assert.Matches("^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:[0-9a-f]{8}:16\\|1:[0-9a-f]{8}:16$", trace);
        var refused = Assert.Throws<LambdaException>(() => Lineage.Step(trace, f));
        Assert.Equal(LambdaErrors.RecursiveInvocation, refused.Error);
        Assert.Contains(":17|", Lineage.Step(trace, f with { RecursiveLoop = "Allow" }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_behind_the_lineage_stays_there()
    {
        var trace = Lineage.Step("Root=1", f) + ";Self=1-2-3";
        Assert.Matches("^Root=1;Lineage=1:[0-9a-f]{8}:1\\|1:[0-9a-f]{8}:1;Self=1-2-3$", Lineage.Step(trace, g));
        Assert.Matches("^Root=1;Lineage=1:[0-9a-f]{8}:2;Self=1-2-3$", Lineage.Step(trace, f));
    }

    [Theory]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("-5")]
    public void A_number_that_is_none_begins_the_chain_anew(string number)
    {
        var trace = Regex.Replace(Lineage.Step("Root=1", f), ":1$", ":" + number);
        Assert.Matches("^Root=1;Lineage=1:[0-9a-f]{8}:1", Lineage.Step(trace, f));
    }
}
