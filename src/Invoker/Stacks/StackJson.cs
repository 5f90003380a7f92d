using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Triggers.Contracts;

namespace Triggers.Invoker.Stacks;

/// <summary>
/// How stacks travel and are stored: JSON with camel-case members. By reflection and not source-generated, so that members a
/// document leaves out are what the records say they are (see <c>FunctionJson</c>).
/// </summary>
public static class StackJson
{
    /// <summary>The settings, for clients that read or write other shapes.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions(JsonUnmappedMemberHandling.Skip);

    /// <summary>A stack to deploy, or as it was deployed.</summary>
    public static JsonTypeInfo<StackDocument> Document { get; } = For<StackDocument>();

    /// <summary>
    /// A stack as a client sends it: a member that is not known here is an error and not passed over. What is stored is read
    /// without that, so that an older or newer version's rows are.
    /// </summary>
    internal static JsonTypeInfo<StackDocument> Wanted { get; } =
        (JsonTypeInfo<StackDocument>)MakeOptions(JsonUnmappedMemberHandling.Disallow).GetTypeInfo(typeof(StackDocument));

    /// <summary>What a deployment did.</summary>
    public static JsonTypeInfo<StackChanges> Changes { get; } = For<StackChanges>();

    /// <summary>The deployed stacks.</summary>
    public static JsonTypeInfo<ImmutableArray<StackSummary>> Summaries { get; } = For<ImmutableArray<StackSummary>>();

    /// <summary>One event source.</summary>
    public static JsonTypeInfo<EventSource> EventSource { get; } = For<EventSource>();

    /// <summary>The catalog of event sources.</summary>
    public static JsonTypeInfo<ImmutableArray<EventSource>> EventSources { get; } = For<ImmutableArray<EventSource>>();

    private static JsonTypeInfo<T> For<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions MakeOptions(JsonUnmappedMemberHandling unknownMembers)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            UnmappedMemberHandling = unknownMembers,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
