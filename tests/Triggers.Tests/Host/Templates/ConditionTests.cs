using System.Collections.Immutable;

namespace Triggers.Tests.Host.Templates;

public sealed class ConditionTests : IDisposable
{
    private readonly TemplateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("dev", "small", "Not")]
    [InlineData("dev", "large", "Not, Or")]
    [InlineData("prod", "small", "Equals, Or")]
    [InlineData("prod", "large", "Equals, And, Or, Named")]
    public void Works_out_every_function(string stage, string size, string expected)
    {
        folder.Parameters = ImmutableDictionary<string, string>.Empty.Add("Stage", stage).Add("Size", size);

        var outputs = folder.Read("""
            Parameters: { Stage: { Type: String }, Size: { Type: String } }
            Conditions:
              IsProd: !Equals [!Ref Stage, prod]
              IsLarge: { Fn::Equals: [large, !Ref Size] }
              IsDev: !Not [!Condition IsProd]
              IsBoth: !And [!Condition IsProd, !Equals [!Ref Size, large]]
              IsAny: !Or [!Condition IsProd, { Condition: IsLarge }]
              IsNamed: !Condition IsBoth
            Resources: { T: { Type: AWS::SNS::Topic } }
            Outputs:
              Equals: { Value: a, Condition: IsProd }
              Not: { Value: a, Condition: IsDev }
              And: { Value: a, Condition: IsBoth }
              Or: { Value: a, Condition: IsAny }
              Named: { Value: a, Condition: IsNamed }
            """).Document.Outputs;

        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), outputs.Keys);
    }

    [Fact]
    public void Tells_a_reference_to_what_a_condition_leaves_out() => Assert.Equal(
        """
        template.yaml:5: error: 'T' does not exist here, as its condition 'Never' is false; refer to it within Fn::If.
        """,
        folder.Problems("""
            Conditions: { Never: !Equals [a, b] }
            Resources:
              T: { Type: AWS::SNS::Topic, Condition: Never }
            Outputs:
              Wrong: { Value: !Ref T }
              Right: { Value: !If [Never, !Ref T, nothing] }
            """));
}
