using System.Text.Json;

namespace Triggers.Tests.Host.Templates;

/// <summary>How a function's own properties and those of Globals come together.</summary>
public sealed class GlobalsTests : IDisposable
{
    private readonly TemplateFolder folder = new TemplateFolder().With("src/app.py");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Merges_maps_joins_lists_and_lets_own_scalars_win()
    {
        var function = folder.Read(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function:
                CodeUri: src
                Runtime: python3.12
                Handler: app.handler
                Timeout: 30
                MemorySize: 256
                Environment: { Variables: { BOTH: global, GLOBAL: global } }
                Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:global:1']
                VpcConfig: { SubnetIds: [one], SecurityGroupIds: [sg] }
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 5
                  Environment: { Variables: { BOTH: own, OWN: own } }
                  Layers: ['arn:aws:lambda:us-east-1:000000000000:layer:own:1']
                  VpcConfig: { SubnetIds: [two] }
            """).Document.Functions.Single();

        Assert.Equal(
            """
            5 256 {"BOTH":"own","GLOBAL":"global","OWN":"own"}
            ["arn:aws:lambda:us-east-1:000000000000:layer:global:1","arn:aws:lambda:us-east-1:000000000000:layer:own:1"]
            {"VpcConfig":{"SubnetIds":["one","two"],"SecurityGroupIds":["sg"]}}
            """,
            $"{function.Timeout} {function.MemorySize} {JsonSerializer.Serialize(function.Environment)}\n{JsonSerializer.Serialize(function.Layers)}\n{JsonSerializer.Serialize(function.Kept)}");
    }

    [Theory]
    [InlineData("'*'", "3 128")]
    [InlineData("[Timeout]", "3 512")]
    [InlineData("[Other]", "30 512")]
    public void Leaves_out_what_a_function_ignores(string ignored, string expected)
    {
        var function = folder.Read(
            $$"""
            Transform: AWS::Serverless-2016-10-31
            Globals: { Function: { Timeout: 30, MemorySize: 512 } }
            Resources:
              F: { Type: AWS::Serverless::Function, IgnoreGlobals: {{ignored}}, Properties: { CodeUri: src, Runtime: python3.12, Handler: app.handler } }
            """).Document.Functions.Single();

        Assert.Equal(expected, $"{function.Timeout} {function.MemorySize}");
    }

    [Fact]
    public void Does_not_put_the_shared_folder_beside_inline_code() => Assert.Equal(
        "",
        folder.Problems("""
            Transform: AWS::Serverless-2016-10-31
            Globals: { Function: { CodeUri: 's3://shared/code.zip', Runtime: python3.12 } }
            Resources: { F: { Type: AWS::Serverless::Function, Properties: { InlineCode: 'x', Handler: index.handler } } }
            """));
}
