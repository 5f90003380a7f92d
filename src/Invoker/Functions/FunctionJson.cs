using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Triggers.Invoker.Functions;

/// <summary>
/// How a function is written down in the database: the whole record as one document. By reflection and not source-generated:
/// a generated reader sets init-only members that a document lacks to <c>default</c> and not to what the record says, so a
/// member added later would break every function stored before.
/// </summary>
internal static class FunctionJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>A whole function.</summary>
    public static JsonTypeInfo<FunctionRecord> Record { get; } = (JsonTypeInfo<FunctionRecord>)Options.GetTypeInfo(typeof(FunctionRecord));

    /// <summary>One version's code and configuration.</summary>
    public static JsonTypeInfo<FunctionConfiguration> Configuration { get; } =
        (JsonTypeInfo<FunctionConfiguration>)Options.GetTypeInfo(typeof(FunctionConfiguration));
}
