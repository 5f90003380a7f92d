using System.Collections.Immutable;

namespace Triggers.Tests.Host.Templates;

public sealed class ParameterTests : IDisposable
{
    private const string Rest = "Resources: { T: { Type: AWS::SNS::Topic } }\n";
    private readonly TemplateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tells_all_wrong_values() => Check(
        """
        Parameters:
          NoValue: { Type: String }
          OddType: { Type: Text, Default: a }
          NotAllowed: { Type: String, Default: c, AllowedValues: [a, b] }
          NoNumber: { Type: Number, Default: many }
          NoNumbers: { Type: List<Number>, Default: '1,two' }
          TooSmall: { Type: Number, Default: 1, MinValue: 2 }
          TooLarge: { Type: Number, Default: 9, MaxValue: 8.5 }
          TooShort: { Type: String, Default: a, MinLength: 2, ConstraintDescription: Two letters please. }
          TooLong: { Type: String, Default: abc, MaxLength: 2 }
          NoMatch: { Type: String, Default: abc1, AllowedPattern: '[a-z]+' }
          Secret: { Type: String, Default: hush, NoEcho: true, AllowedPattern: '[0-9]+' }
          BadPattern: { Type: String, Default: a, AllowedPattern: '(' }
          SlowPattern: { Type: String, Default: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, AllowedPattern: '(a+)+' }
          Extra: { Type: String, Default: a, Color: red }
          Plain: text
          Stored: { Type: AWS::SSM::Parameter::Value<String>, Default: /shop/key }
        """,
        """
        template.yaml:2: error: The parameter NoValue has no Default and no value; give one with --parameter NoValue=VALUE.
        template.yaml:3: error: The parameter OddType must have a Type: String, Number, CommaDelimitedList, List<Number>, a type of AWS such as AWS::EC2::VPC::Id, or AWS::SSM::Parameter::Value<…>; was 'Text'.
        template.yaml:4: error: The parameter NotAllowed must be one of a, b, was 'c'.
        template.yaml:5: error: The parameter NoNumber must be a number, was 'many'.
        template.yaml:6: error: The parameter NoNumbers must be numbers with commas between them, was '1,two'.
        template.yaml:7: error: The parameter TooSmall must be at least 2, was '1'.
        template.yaml:8: error: The parameter TooLarge must be at most 8.5, was '9'.
        template.yaml:9: error: The parameter TooShort must have at least 2 characters, was 'a'. Two letters please.
        template.yaml:10: error: The parameter TooLong must have at most 2 characters, was 'abc'.
        template.yaml:11: error: The parameter NoMatch must match the pattern [a-z]+, was 'abc1'.
        template.yaml:12: error: The parameter Secret must match the pattern [0-9]+.
        template.yaml:13: error: The parameter BadPattern has the AllowedPattern '(', which is not a regular expression.
        template.yaml:14: error: The parameter SlowPattern has the AllowedPattern '(a+)+', which takes too long to match.
        template.yaml:15: error: The parameter Extra has the key 'Color', which is none; there are AllowedPattern, AllowedValues, ConstraintDescription, Default, Description, MaxLength, MaxValue, MinLength, MinValue, NoEcho, Type.
        template.yaml:16: error: The parameter Plain must be a map with its Type, was 'text'.
        template.yaml:17: warning: The parameter Stored names a value of Parameter Store, which there is not here; '/shop/key' itself is used as the value.
        template.yaml:18: warning: T: AWS::SNS::Topic is not served here and is left out; what refers to it gets a made-up name.
        """);

    [Fact]
    public void Tells_values_for_parameters_there_are_not()
    {
        folder.Parameters = ImmutableDictionary<string, string>.Empty.Add("Stgae", "prod");

        Check(
            "Parameters: { Stage: { Type: String, Default: dev } }",
            """
            template.yaml:1: error: A value was given for the parameter 'Stgae', which the template does not have; it has Stage.
            template.yaml:2: warning: T: AWS::SNS::Topic is not served here and is left out; what refers to it gets a made-up name.
            """);
    }

    [Fact]
    public void Takes_a_given_value_before_the_default()
    {
        folder.Parameters = ImmutableDictionary<string, string>.Empty.Add("A", "x=y").Add("L", " one , two");

        var outputs = folder.Read("Parameters: { A: { Type: String, Default: d }, B: { Type: String, Default: d }, L: { Type: CommaDelimitedList } }\n" + Rest
            + "Outputs: { A: { Value: !Ref A }, B: { Value: !Sub '${B}' }, L: { Value: !Join ['|', !Ref L] } }").Document.Outputs;

        Assert.Equal(new Dictionary<string, string> { ["A"] = "x=y", ["B"] = "d", ["L"] = "one|two" }, outputs);
    }

    private void Check(string parameters, string expected) => Assert.Equal(expected, folder.Problems(parameters + "\n" + Rest));
}
