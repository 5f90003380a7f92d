using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker.Environments;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Runtimes;
using Triggers.Tests.Invoker.Functions;

namespace Triggers.Tests.Invoker.Environments;

public sealed class EnvironmentVariablesTests
{
    [Theory]
    [InlineData("Text", "{}", null, null)]
    [InlineData("JSON", "{}", "JSON", "INFO")]
    [InlineData("JSON", """{"ApplicationLogLevel":"DEBUG"}""", "JSON", "DEBUG")]
    [InlineData("Text", """{"ApplicationLogLevel":"DEBUG"}""", null, null)]
    public void Json_logs_have_a_format_and_a_level(string format, string logging, string? expectedFormat, string? expectedLevel)
    {
        var variables = Build(TestFunctions.Configuration() with
        {
            LogFormat = format,
            Kept = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("LoggingConfig", JsonElement.Parse(logging)),
        });
        Assert.Equal((expectedFormat, expectedLevel), (variables.GetValueOrDefault("AWS_LAMBDA_LOG_FORMAT"), variables.GetValueOrDefault("AWS_LAMBDA_LOG_LEVEL")));
    }

    [Fact]
    public void The_functions_own_variables_win_but_over_reserved_ones()
    {
        var variables = Build(TestFunctions.Configuration() with
        {
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("TZ", "Europe/Madrid").Add("AWS_REGION", "mars-1"),
        });
        Assert.Equal(("Europe/Madrid", new AwsIdentity().Region), (variables["TZ"], variables["AWS_REGION"]));
    }

    private static Dictionary<string, string> Build(FunctionConfiguration configuration) =>
        new(EnvironmentVariables.Build(configuration, new RuntimeCommand { FileName = "/bin/true" }, "/code", "/tmp/own", "/g", "s", "fd:3,4", new AwsIdentity()), StringComparer.Ordinal);
}
