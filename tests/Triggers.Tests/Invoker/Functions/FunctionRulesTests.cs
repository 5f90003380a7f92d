using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Functions;

namespace Triggers.Tests.Invoker.Functions;

public sealed class FunctionRulesTests
{
    private static readonly FunctionConfiguration Good = TestFunctions.Configuration();

    [Fact]
    public void Accepts_the_limits_themselves()
    {
        Assert.Empty(FunctionRules.Check(TestFunctions.Full().Latest));
        Assert.Empty(FunctionRules.Check(Good with
        {
            FunctionName = new string('a', 64), Handler = new string('h', 128), Description = new string('d', 256), Timeout = 900, MemorySize = 10240, EphemeralStorageSize = 10240,
        }));
        Assert.Empty(FunctionRules.Check(Good with { Timeout = 1, MemorySize = 128, EphemeralStorageSize = 512, Description = "" }));
        Assert.Empty(FunctionRules.Check(Good with { Runtime = "provided.al2023", Handler = "bootstrap" }));
        Assert.Empty(FunctionRules.Check(Good with { Runtime = null, Handler = null, PackageType = "Image" }));
    }

    [Theory]
    [InlineData("python2.7")]
    [InlineData("nodejs12.x")]
    [InlineData("python3.14")]
    [InlineData("nodejs24.x")]
    [InlineData("provided.al2")]
    [InlineData("dotnet10")]
    public void Accepts_every_runtime_identifier_there_is(string runtime) => Assert.Empty(FunctionRules.Check(Good with { Runtime = runtime }));

    [Fact]
    public void Says_all_broken_constraints_at_once_as_AWS_does() => Refuses(
        LambdaErrors.Validation,
        "6 validation errors detected: Value 'a b' at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+; " +
        "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
        "Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240; " +
        "Value '511' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value greater than or equal to 512; " +
        "Value '[x86]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]; " +
        "Value 'On' at 'tracingConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [Active, PassThrough]",
        Good with { Handler = "a b", Timeout = 0, MemorySize = 10241, EphemeralStorageSize = 511, Architectures = ["x86"], TracingMode = "On", Runtime = "cobol" });

    [Fact]
    public void Refuses_a_timeout_over_15_minutes() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
        Good with { Timeout = 901 });

    [Fact]
    public void Refuses_a_runtime_that_is_none() => Refuses(
        LambdaErrors.InvalidParameterValue,
        "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, " +
        "nodejs22.x, java17, nodejs16.x, java25, dotnet8, python3.10, java11, python3.11, dotnet6, java21, nodejs18.x, provided.al2, ruby3.3, ruby3.4, java8.al2, ruby3.2, python3.8, " +
        "python3.9, dotnet10, ruby4.0, nodejs26.x, python3.15] or be a valid ARN",
        Good with { Runtime = "cobol" });

    [Fact]
    public void Refuses_a_zip_function_without_a_handler() => Refuses(
        LambdaErrors.InvalidParameterValue,
        "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
        Good with { Handler = null });

    [Fact]
    public void Refuses_a_role_that_is_no_role() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value 'r' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
        Good with { Role = "r" });

    [Fact]
    public void Refuses_a_name_over_64_characters() => Refuses(
        LambdaErrors.Validation,
        $"1 validation error detected: Value '{new string('a', 65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64",
        Good with { FunctionName = new string('a', 65) });

    [Fact]
    public void Refuses_six_layers() => Refuses(
        LambdaErrors.InvalidParameterValue,
        "Cannot reference more than 5 layers.",
        Good with { Layers = [.. Enumerable.Repeat("arn:aws:lambda:us-east-1:000000000000:layer:l:1", 6)] });

    [Fact]
    public void Refuses_two_architectures() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
        Good with { Architectures = ["x86_64", "arm64"] });

    [Fact]
    public void Refuses_reserved_environment_variables_by_name() => Refuses(
        LambdaErrors.InvalidParameterValue,
        "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. " +
        "Reserved keys used in this request: AWS_REGION, _HANDLER",
        Good with { Environment = Variables(("OK", "1"), ("AWS_REGION", "x"), ("_HANDLER", "x")) });

    [Fact]
    public void Refuses_environment_names_without_printing_values() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value '{1A, OK}' at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: " +
        "[Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]",
        Good with { Environment = Variables(("OK", "secret"), ("1A", "secret")) });

    [Fact]
    public void Refuses_an_environment_over_4_KB_measured_as_AWS_does()
    {
        // {"KEY":"…"} is 10 bytes around the value.
        Assert.Empty(FunctionRules.Check(Good with { Environment = Variables(("KEY", new string('v', 4086))) }));
        var value = new string('v', 4087);
        Refuses(
            LambdaErrors.InvalidParameterValue,
            "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. " +
            $$"""String measured: {"KEY":"{{value}}"}""",
            Good with { Environment = Variables(("KEY", value)) });
    }

    [Fact]
    public void Refuses_a_value_that_no_process_can_have_in_its_environment() => Refuses(
        LambdaErrors.InvalidParameterValue,
        "Lambda was unable to configure your environment variables because the value of KEY contains a NUL character.",
        Good with { Environment = Variables(("KEY", "a\0b")) });

    [Fact]
    public void Refuses_51_tags_and_tags_of_AWS()
    {
        Assert.Empty(FunctionRules.CheckTags(Tags(50)));
        Assert.Equal(["Number of tags exceeds resource tag limit."], FunctionRules.CheckTags(Tags(51)).Select(problem => problem.Text));
        Assert.Equal(
            ["Tag key 'aws:x' must be 1 to 128 characters and must not start with aws:."],
            FunctionRules.CheckTags(Variables(("aws:x", "1"))).Select(problem => problem.Text));

        static ImmutableSortedDictionary<string, string> Tags(int count) => Variables([.. Enumerable.Range(0, count).Select(number => ($"k{number}", "v"))]);
    }

    [Theory]
    [InlineData(900, 0, 0, true)]
    [InlineData(901, 0, 0, false)]
    [InlineData(500, 400, 300, true)]
    [InlineData(501, 400, 300, false)]
    [InlineData(0, 900, 0, true)]
    public void Leaves_100_of_the_accounts_concurrency_to_functions_without_a_reservation(int wanted, int others, int own, bool isAllowed)
    {
        FunctionRecord[] all = [TestFunctions.Record("other") with { ReservedConcurrency = others }, TestFunctions.Record("f") with { ReservedConcurrency = own }, TestFunctions.Record("none")];
        Assert.Equal(
            isAllowed ? [] : ["Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100]."],
            FunctionRules.CheckReservedConcurrency(all, "f", wanted, new InvokerOptions()).Select(problem => problem.Text));
    }

    private static void Refuses(LambdaError error, string message, FunctionConfiguration function)
    {
        var refusal = Assert.Throws<LambdaException>(() => FunctionProblem.ThrowIfAny(FunctionRules.Check(function)));
        Assert.Equal(message, refusal.Message);
        Assert.Equal(error, refusal.Error);
    }

    private static ImmutableSortedDictionary<string, string> Variables(params (string Key, string Value)[] variables) =>
        variables.ToImmutableSortedDictionary(variable => variable.Key, variable => variable.Value);
}
