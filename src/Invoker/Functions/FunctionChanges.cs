using System.Collections.Immutable;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Changes of a function's code, configuration, reserved concurrency and tags. Each takes the record as it is and gives the
/// record as it will be, or refuses with AWS's text; nothing is stored here.
/// </summary>
internal static class FunctionChanges
{
    /// <summary>A new function; <c>$LATEST</c>, its revision and its time are set here.</summary>
    public static FunctionRecord Create(
        FunctionSnapshot all, FunctionConfiguration wanted, ImmutableSortedDictionary<string, string> tags, DateTimeOffset now)
    {
        FunctionProblem.ThrowIfAny([.. FunctionRules.Check(wanted), .. FunctionRules.CheckTags(tags)]);
        if (all.Find(wanted.FunctionName) is not null)
        {
            throw new LambdaException(LambdaErrors.ResourceConflict, $"Function already exist: {wanted.FunctionName}");
        }

        var latest = wanted with { Version = FunctionReference.Latest, RevisionId = FunctionRefusals.NewRevision(), LastModified = now };
        return new FunctionRecord { Name = wanted.FunctionName, Latest = latest, Tags = tags };
    }

    /// <summary>Replaces the code of <c>$LATEST</c>.</summary>
    /// <param name="function">The record as it is.</param>
    /// <param name="codeSha256">The package, lower-case hex.</param>
    /// <param name="codeSize">Its size in bytes.</param>
    /// <param name="architectures">New architectures, or null to keep them.</param>
    /// <param name="revisionId">The revision the caller saw, or null.</param>
    /// <param name="now">The time of the change.</param>
    public static FunctionRecord UpdateCode(
        FunctionRecord function, string codeSha256, long codeSize, ImmutableArray<string>? architectures, string? revisionId, DateTimeOffset now) =>
        UpdateConfiguration(
            function,
            latest => latest with { CodeSha256 = codeSha256, CodeSize = codeSize, Architectures = architectures ?? latest.Architectures },
            revisionId,
            now);

    /// <summary>Changes the configuration of <c>$LATEST</c>; its new revision and time are set here.</summary>
    public static FunctionRecord UpdateConfiguration(
        FunctionRecord function, Func<FunctionConfiguration, FunctionConfiguration> change, string? revisionId, DateTimeOffset now)
    {
        FunctionRefusals.CheckRevision(revisionId, function.Latest.RevisionId);
        var wanted = change(function.Latest) with
        {
            FunctionName = function.Name,
            Version = FunctionReference.Latest,
            RevisionId = FunctionRefusals.NewRevision(),
            LastModified = now,
        };
        FunctionProblem.ThrowIfAny(FunctionRules.Check(wanted));
        return function with { Latest = wanted };
    }

    /// <summary>Reserves concurrency for the function, or, with null, gives the reservation back.</summary>
    public static FunctionRecord SetReservedConcurrency(FunctionSnapshot all, FunctionRecord function, int? reserved, InvokerOptions options)
    {
        if (reserved is { } wanted)
        {
            FunctionProblem.ThrowIfAny([.. FunctionRules.CheckReservedConcurrency(all.Functions.Values, function.Name, wanted, options)]);
        }

        return function with { ReservedConcurrency = reserved };
    }

    /// <summary>Adds tags, or replaces their values.</summary>
    public static FunctionRecord Tag(FunctionRecord function, IReadOnlyDictionary<string, string> tags)
    {
        var all = function.Tags.SetItems(tags);
        FunctionProblem.ThrowIfAny([.. FunctionRules.CheckTags(all)]);
        return function with { Tags = all };
    }

    /// <summary>Removes tags; those that are not there are no mistake.</summary>
    public static FunctionRecord Untag(FunctionRecord function, IEnumerable<string> keys) => function with { Tags = function.Tags.RemoveRange(keys) };
}
