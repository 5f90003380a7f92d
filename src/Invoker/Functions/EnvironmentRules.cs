using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triggers.Invoker.Functions;

/// <summary>
/// What a function may set of its own environment: names, the reserved ones, the size.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
/// </summary>
internal static class EnvironmentRules
{
    /// <summary>Set by the platform, not by the function.</summary>
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_LAMBDA_METADATA_API",
        "AWS_LAMBDA_METADATA_TOKEN",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every problem of the variables.</summary>
    public static IEnumerable<FunctionProblem> Check(ImmutableSortedDictionary<string, string> variables)
    {
        var reserved = variables.Keys.Where(Reserved.Contains).ToList();
        if (variables.Keys.FirstOrDefault(key => !Reserved.Contains(key) && !FunctionPatterns.EnvironmentKey.IsMatch(key)) is not null)
        {
            // AWS prints the whole map here; the values may be secrets, so ours prints the names only.
            yield return FunctionProblem.Constraint("environment.variables", $"{{{string.Join(", ", variables.Keys)}}}",
                $"Map keys must satisfy constraint: [Member must satisfy regular expression pattern: {FunctionPatterns.EnvironmentKeyText}, Member must not be null]");
        }

        if (reserved.Count > 0)
        {
            yield return FunctionProblem.Invalid(
                "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys " +
                $"that are currently not supported for modification. Reserved keys used in this request: {string.Join(", ", reserved)}");
        }

        foreach (var (key, value) in variables)
        {
            if (value.Contains('\0', StringComparison.Ordinal))
            {
                yield return FunctionProblem.Invalid(
                    $"Lambda was unable to configure your environment variables because the value of {key} contains a NUL character.");
            }
        }

        if (variables.Count > 0)
        {
            var measured = Measure(variables);
            if (Encoding.UTF8.GetByteCount(measured) > FunctionLimits.MostEnvironmentBytes)
            {
                yield return FunctionProblem.Invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. " +
                    $"String measured: {measured}");
            }
        }
    }

    /// <summary>AWS measures the variables as a JSON object without blanks.</summary>
    private static string Measure(ImmutableSortedDictionary<string, string> variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (key, value) in variables)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
