using System.Globalization;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>Publishing and deleting versions. https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html</summary>
internal static class VersionChanges
{
    /// <summary>
    /// Publishes <c>$LATEST</c> as a new version; when neither code nor configuration changed since the last version, that one
    /// stands for it and the record stays as it is.
    /// </summary>
    /// <param name="function">The record as it is.</param>
    /// <param name="description">The version's description, or null for <c>$LATEST</c>'s.</param>
    /// <param name="codeSha256">The code the caller means, in base64 as the API says it, or null.</param>
    /// <param name="revisionId">The revision the caller saw, or null.</param>
    /// <param name="now">The time of the change.</param>
    /// <returns>The record and the version that stands for <c>$LATEST</c> as it is now.</returns>
    public static (FunctionRecord Record, FunctionConfiguration Version) Publish(
        FunctionRecord function, string? description, string? codeSha256, string? revisionId, DateTimeOffset now)
    {
        var latest = function.Latest;
        FunctionRefusals.CheckRevision(revisionId, latest.RevisionId);
        var current = Convert.ToBase64String(Convert.FromHexString(latest.CodeSha256));
        if (!string.IsNullOrEmpty(codeSha256) && codeSha256 != current)
        {
            throw FunctionRefusals.Invalid(
                $"CodeSHA256 ({codeSha256}) is different from current CodeSHA256 in $LATEST ({current}). Please try again with the CodeSHA256 in $LATEST.");
        }

        var lastNumber = Text(function.NextVersion - 1);
        var last = function.Versions.FirstOrDefault(version => version.Version == lastNumber);
        if (last is not null && (latest.RevisionId == function.PublishedRevisionId || IsSame(latest, last, description)))
        {
            return (function, last);
        }

        var version = latest with
        {
            Version = Text(function.NextVersion),
            RevisionId = FunctionRefusals.NewRevision(),
            LastModified = now,
            Description = description ?? latest.Description,
        };
        FunctionProblem.ThrowIfAny(FunctionRules.Check(version));
        var record = function with
        {
            Versions = function.Versions.Add(version), NextVersion = function.NextVersion + 1, PublishedRevisionId = latest.RevisionId,
        };
        return (record, version);
    }

    /// <summary>Deletes a published version and what hangs on it.</summary>
    /// <exception cref="LambdaException">It is <c>$LATEST</c>, an alias, not there, or an alias stands for it.</exception>
    public static FunctionRecord Delete(FunctionRecord function, string qualifier, AwsIdentity identity)
    {
        if (qualifier == FunctionReference.Latest)
        {
            throw FunctionRefusals.Invalid("$LATEST version cannot be deleted without deleting the function.");
        }

        if (!qualifier.All(char.IsAsciiDigit))
        {
            throw FunctionRefusals.Invalid("Deletion of aliases is not currently supported.");
        }

        var version = function.Versions.FirstOrDefault(version => version.Version == qualifier)
            ?? throw FunctionRefusals.FunctionNotFound(new FunctionReference(function.Name, qualifier), identity);
        var aliases = function.Aliases.Values
            .Where(alias => alias.FunctionVersion == qualifier || alias.AdditionalVersion == qualifier)
            .Select(alias => alias.Name)
            .ToList();
        if (aliases.Count > 0)
        {
            throw new LambdaException(LambdaErrors.ResourceConflict,
                $"Version {qualifier} of {function.Name} cannot be deleted: these aliases stand for it: [{string.Join(", ", aliases)}]");
        }

        return function with
        {
            Versions = function.Versions.Remove(version),
            EventInvokeConfigs = function.EventInvokeConfigs.Remove(qualifier),
            Policies = function.Policies.Remove(qualifier),
        };
    }

    /// <summary>
    /// True when the two run the same code with the same settings. The version's description is its own unless none was given.
    /// </summary>
    private static bool IsSame(FunctionConfiguration latest, FunctionConfiguration version, string? description) =>
        (description ?? latest.Description) == version.Description && HaveSameContent(latest, version with { Description = latest.Description });

    /// <summary>True when all that a caller can set is equal: everything but version, revision and time.</summary>
    public static bool HaveSameContent(FunctionConfiguration one, FunctionConfiguration other) =>
        JsonElement.DeepEquals(Content(one), Content(other));

    private static JsonElement Content(FunctionConfiguration configuration) =>
        JsonSerializer.SerializeToElement(
            configuration with { Version = "", RevisionId = "", LastModified = default },
            FunctionJson.Configuration);

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
