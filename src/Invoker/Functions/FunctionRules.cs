using System.Collections.Immutable;

namespace Triggers.Invoker.Functions;

/// <summary>
/// What a function may be: the same rules for the Lambda API and for stacks. Each gathers every problem and throws nothing;
/// <see cref="FunctionProblem.ThrowIfAny"/> refuses. Texts are AWS's.
/// </summary>
internal static class FunctionRules
{
    /// <summary>Every problem of a configuration, model constraints first.</summary>
    public static ImmutableArray<FunctionProblem> Check(FunctionConfiguration function)
    {
        var problems = ImmutableArray.CreateBuilder<FunctionProblem>();
        AddIf(!FunctionPatterns.Name.IsMatch(function.FunctionName), problems, "functionName", function.FunctionName,
            function.FunctionName.Length > FunctionLimits.LongestName ? MostLength(FunctionLimits.LongestName) : Pattern(FunctionPatterns.NameText));
        AddIf(!FunctionPatterns.Role.IsMatch(function.Role), problems, "role", function.Role, Pattern(FunctionPatterns.RoleText));
        CheckHandler(function, problems);
        AddIf(function.Description.Length > FunctionLimits.LongestDescription, problems,
            "description", function.Description, MostLength(FunctionLimits.LongestDescription));
        CheckRange(function.Timeout, FunctionLimits.ShortestTimeout, FunctionLimits.LongestTimeout, "timeout", problems);
        CheckRange(function.MemorySize, FunctionLimits.LeastMemory, FunctionLimits.MostMemory, "memorySize", problems);
        CheckRange(function.EphemeralStorageSize, FunctionLimits.LeastEphemeralStorage, FunctionLimits.MostEphemeralStorage, "ephemeralStorage.size", problems);
        CheckArchitectures(function.Architectures, problems);
        AddIf(function.TracingMode is not ("Active" or "PassThrough"), problems, "tracingConfig.mode", function.TracingMode, Enum("Active, PassThrough"));
        AddIf(function.LogFormat is not ("JSON" or "Text"), problems, "loggingConfig.logFormat", function.LogFormat, Enum("JSON, Text"));
        AddIf(function.LogGroup is { } group && (group.Length > FunctionLimits.LongestLogGroup || !FunctionPatterns.LogGroup.IsMatch(group)), problems,
            "loggingConfig.logGroup", function.LogGroup ?? "", Pattern(FunctionPatterns.LogGroupText));
        AddIf(function.DeadLetterTargetArn is { } target && !FunctionPatterns.ResourceArn.IsMatch(target), problems,
            "deadLetterConfig.targetArn", function.DeadLetterTargetArn ?? "", Pattern(FunctionPatterns.ResourceArnText));
        CheckLayers(function.Layers, problems);
        problems.AddRange(EnvironmentRules.Check(function.Environment));
        CheckRuntime(function, problems);
        return problems.ToImmutable();
    }

    /// <summary>Every problem of tags: https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html.</summary>
    public static IEnumerable<FunctionProblem> CheckTags(ImmutableSortedDictionary<string, string> tags)
    {
        if (tags.Count > FunctionLimits.MostTags)
        {
            yield return FunctionProblem.Invalid("Number of tags exceeds resource tag limit.");
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > FunctionLimits.LongestTagKey || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                yield return FunctionProblem.Invalid($"Tag key '{key}' must be 1 to {FunctionLimits.LongestTagKey} characters and must not start with aws:.");
            }

            if (value.Length > FunctionLimits.LongestTagValue)
            {
                yield return FunctionProblem.Invalid($"The value of tag '{key}' must be at most {FunctionLimits.LongestTagValue} characters, was {value.Length}.");
            }
        }
    }

    /// <summary>
    /// Whether <paramref name="name"/> may reserve <paramref name="reserved"/>: what all functions reserve together must leave
    /// the minimum to those that reserve nothing. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    /// </summary>
    public static IEnumerable<FunctionProblem> CheckReservedConcurrency(
        IEnumerable<FunctionRecord> all, string name, int reserved, InvokerOptions options)
    {
        if (reserved < 0)
        {
            yield return FunctionProblem.Constraint("reservedConcurrentExecutions", $"{reserved}", "Member must have value greater than or equal to 0");
            yield break;
        }

        long others = all.Where(function => function.Name != name).Sum(function => (long)(function.ReservedConcurrency ?? 0));
        if (reserved > 0 && options.AccountConcurrency - others - reserved < options.MinimumUnreservedConcurrency)
        {
            yield return FunctionProblem.Invalid(
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of " +
                $"[{options.MinimumUnreservedConcurrency}].");
        }
    }

    private static void CheckHandler(FunctionConfiguration function, ImmutableArray<FunctionProblem>.Builder problems)
    {
        if (function.Handler is not { } handler)
        {
            return;
        }

        AddIf(handler.Length > FunctionLimits.LongestHandler, problems, "handler", handler, MostLength(FunctionLimits.LongestHandler));
        AddIf(!FunctionPatterns.Handler.IsMatch(handler), problems, "handler", handler, Pattern(FunctionPatterns.HandlerText));
    }

    private static void CheckRuntime(FunctionConfiguration function, ImmutableArray<FunctionProblem>.Builder problems)
    {
        if (function.PackageType != "Zip")
        {
            return;
        }

        if (function.Runtime is null || function.Handler is null)
        {
            problems.Add(FunctionProblem.Invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages."));
        }
        else if (!RuntimeIdentifiers.IsKnown(function.Runtime))
        {
            problems.Add(FunctionProblem.Invalid(
                $"Value {function.Runtime} at 'runtime' failed to satisfy constraint: {Enum(RuntimeIdentifiers.Offered)} or be a valid ARN"));
        }
    }

    private static void CheckArchitectures(ImmutableArray<string> architectures, ImmutableArray<FunctionProblem>.Builder problems)
    {
        var value = $"[{string.Join(", ", architectures)}]";
        AddIf(architectures.Length > 1, problems, "architectures", value, MostLength(1));
        AddIf(architectures.Length == 0, problems, "architectures", value, "Member must have length greater than or equal to 1");
        AddIf(architectures.Any(architecture => architecture is not ("x86_64" or "arm64")), problems, "architectures", value,
            $"Member must satisfy constraint: [{Enum("x86_64, arm64")}, Member must not be null]");
    }

    private static void CheckLayers(ImmutableArray<string> layers, ImmutableArray<FunctionProblem>.Builder problems)
    {
        AddIf(layers.Any(layer => layer.Length > 140 || !FunctionPatterns.Layer.IsMatch(layer)), problems, "layers", $"[{string.Join(", ", layers)}]",
            "Member must satisfy constraint: [Member must have length less than or equal to 140, Member must have length greater than or equal to 1, " +
            $"{Pattern(FunctionPatterns.LayerText)}, Member must not be null]");
        if (layers.Length > FunctionLimits.MostLayers)
        {
            problems.Add(FunctionProblem.Invalid($"Cannot reference more than {FunctionLimits.MostLayers} layers."));
        }
    }

    private static void CheckRange(int value, int least, int most, string field, ImmutableArray<FunctionProblem>.Builder problems)
    {
        AddIf(value < least, problems, field, $"{value}", $"Member must have value greater than or equal to {least}");
        AddIf(value > most, problems, field, $"{value}", $"Member must have value less than or equal to {most}");
    }

    private static void AddIf(bool isWrong, ImmutableArray<FunctionProblem>.Builder problems, string field, string value, string constraint)
    {
        if (isWrong)
        {
            problems.Add(FunctionProblem.Constraint(field, value, constraint));
        }
    }

    private static string MostLength(int most) => $"Member must have length less than or equal to {most}";

    private static string Pattern(string pattern) => $"Member must satisfy regular expression pattern: {pattern}";

    private static string Enum(string values) => $"Member must satisfy enum value set: [{values}]";
}
