using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>All functions at one moment. One snapshot serves a whole request.</summary>
/// <param name="Functions">By name.</param>
public sealed record FunctionSnapshot(ImmutableSortedDictionary<string, FunctionRecord> Functions)
{
    /// <summary>No functions.</summary>
    public static readonly FunctionSnapshot Empty = new(ImmutableSortedDictionary.Create<string, FunctionRecord>(StringComparer.Ordinal));

    private readonly Dictionary<string, FunctionRecord> byName = new(Functions, StringComparer.Ordinal);

    /// <summary>The function, or null.</summary>
    public FunctionRecord? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>True when this very revision of a version is still in force.</summary>
    internal bool Holds(FunctionConfiguration configuration) =>
        Find(configuration.FunctionName) is { } record
        && (configuration.Version == FunctionReference.Latest
            ? record.Latest.RevisionId == configuration.RevisionId
            : record.Versions.Any(version => version.Version == configuration.Version && version.RevisionId == configuration.RevisionId));

    /// <summary>
    /// The record and the configuration a call of <paramref name="function"/> runs now; a weighted alias is drawn anew at each call.
    /// </summary>
    /// <exception cref="LambdaException">ResourceNotFoundException, with AWS's texts.</exception>
    public (FunctionRecord Record, FunctionConfiguration Configuration) Resolve(FunctionReference function, AwsIdentity identity)
    {
        var record = Find(function.Name);
        if (record is null)
        {
            var asked = function.Qualifier is null ? function with { Qualifier = FunctionReference.Latest } : function;
            throw new LambdaException(LambdaErrors.ResourceNotFound, $"Function not found: {asked.ToArn(identity)}");
        }

        if (function.Qualifier is null or FunctionReference.Latest)
        {
            return (record, record.Latest);
        }

        var version = function.Qualifier;
        if (record.Aliases.TryGetValue(version, out var alias))
        {
            version = alias.AdditionalVersion is not null && Random.Shared.NextDouble() < alias.AdditionalWeight
                ? alias.AdditionalVersion
                : alias.FunctionVersion;
        }

        if (version == FunctionReference.Latest)
        {
            return (record, record.Latest);
        }

        foreach (var published in record.Versions)
        {
            if (published.Version == version)
            {
                return (record, published);
            }
        }

        throw new LambdaException(LambdaErrors.ResourceNotFound, char.IsAsciiDigit(function.Qualifier[0])
            ? $"Function not found: {function.ToArn(identity)}"
            : $"Cannot find alias arn: {function.ToArn(identity)}");
    }
}
