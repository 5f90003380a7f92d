using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Host.Templates;
using Triggers.Host.Templates.Problems;

namespace Triggers.Tests.Host.Templates;

/// <summary>Templates of AWS's own samples and translator tests, read in place where they are.</summary>
public sealed class SampleTemplatesTests
{
    private const string NoS3 = "which cannot be fetched here";

    [Theory]
    [InlineData("own-httpapi-python", 1, 3)]
    [InlineData("hello-api-python", 1, 2)]
    [InlineData("eventbridge-scheduled-lambda", 1, 1)]
    [InlineData("s3-json-logger-node", 1, 1)]
    public void Reads_applications(string name, int functions, int eventSources)
    {
        var read = Read($"{name}/template.yaml");

        Assert.Equal((functions, eventSources), (read.Document.Functions.Length, read.Document.EventSources.Length));
        Assert.All(read.Code.Values, source => Assert.True(Directory.Exists(source.Location)));
    }

    [Theory]
    [InlineData("eventbridgerule_with_input_transformer", 2)]
    [InlineData("explicit_http_api_minimum", 1)]
    [InlineData("function_with_event_schedule_state", 1)]
    [InlineData("function_with_function_url_config", 1)]
    [InlineData("function_with_policy_templates", 3)]
    [InlineData("globals_for_function", 2)]
    [InlineData("implicit_http_api", 2)]
    public void Complains_of_nothing_but_code_in_s3_and_runtimes_long_gone(string name, int functions)
    {
        var errors = Errors(name).Where(error => !error.Contains("failed to satisfy constraint: Member must satisfy enum value set", StringComparison.Ordinal)).ToList();

        Assert.Equal(functions, errors.Count);
        Assert.All(errors, error => Assert.Contains(NoS3, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("error_function_invalid_s3_event", ":19: error: FunctionInvalidS3Event: S3Event.Events must be the name of an event")]
    [InlineData("error_function_with_schedule_both_dlq_property_provided", ":13: error: ScheduledFunction: Schedule.DeadLetterConfig has both Arn and Type: You can either define 'Arn' or 'Type' property of DeadLetterConfig.")]
    [InlineData("error_http_api_event_multiple_same_path", ":11: error: The route '$default' is defined twice on one API, on line 9 and here.")]
    public void Refuses_what_the_translator_refuses(string name, string reason) =>
        Assert.Contains(Errors(name), error => error.Contains(reason, StringComparison.Ordinal));

    private static List<string> Errors(string name)
    {
        var refused = Assert.Throws<TemplateException>(() => Read($"translator-input/{name}.yaml"));
        return [.. refused.Problems.Where(problem => problem.IsError).Select(problem => problem.ToString())];
    }

    private static ReadTemplate Read(string path)
    {
        var values = new Dictionary<string, string> { ["AppBucketName"] = "pictures", ["KMSKeyArn"] = "key", ["FunctionNameParam"] = "f" };
        var file = Path.Combine(Folder(), path);
        var text = File.ReadAllText(file);
        return TemplateReader.Read(new TemplateRequest
        {
            File = file,
            StackName = "sample",
            Identity = new AwsIdentity(),
            Parameters = values.Where(value => text.Contains($"\n  {value.Key}:\n", StringComparison.Ordinal)).ToImmutableDictionary(),
        });
    }

    private static string Folder()
    {
        var samples = SampleFolder.Find("sam");
        Assert.SkipWhen(samples is null, SampleFolder.Missing);
        return samples;
    }
}
