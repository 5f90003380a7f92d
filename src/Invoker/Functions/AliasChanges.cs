using System.Globalization;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>Creating, changing and deleting aliases. https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html</summary>
internal static class AliasChanges
{
    /// <summary>A new alias.</summary>
    /// <param name="function">The record as it is.</param>
    /// <param name="name">The alias's name.</param>
    /// <param name="version">The version it stands for.</param>
    /// <param name="description">Free text, or null.</param>
    /// <param name="weights">Shares by additional version, at most one; or null.</param>
    /// <param name="identity">For the ARNs in refusals.</param>
    public static (FunctionRecord Record, FunctionAlias Alias) Create(
        FunctionRecord function, string name, string version, string? description, IReadOnlyDictionary<string, double>? weights, AwsIdentity identity)
    {
        var problems = new List<FunctionProblem>();
        if (name.Length > FunctionLimits.LongestAlias)
        {
            problems.Add(FunctionProblem.Constraint("name", name, $"Member must have length less than or equal to {FunctionLimits.LongestAlias}"));
        }

        if (!FunctionPatterns.Alias.IsMatch(name))
        {
            problems.Add(FunctionProblem.Constraint("name", name, $"Member must satisfy regular expression pattern: {FunctionPatterns.AliasText}"));
        }

        FunctionProblem.ThrowIfAny(problems);
        var alias = new FunctionAlias(name, "", "", "");
        if (function.Aliases.ContainsKey(name))
        {
            throw new LambdaException(
                LambdaErrors.ResourceConflict, $"Alias already exists: {new FunctionReference(function.Name, name).ToArn(identity)}");
        }

        return Set(function, alias, version, description ?? "", weights ?? NoWeights, identity);
    }

    /// <summary>Changes an alias; what is null stays as it is.</summary>
    public static (FunctionRecord Record, FunctionAlias Alias) Update(
        FunctionRecord function, string name, string? version, string? description, IReadOnlyDictionary<string, double>? weights, string? revisionId,
        AwsIdentity identity)
    {
        if (!function.Aliases.TryGetValue(name, out var alias))
        {
            throw new LambdaException(
                LambdaErrors.ResourceNotFound, $"Alias not found: {new FunctionReference(function.Name, name).ToArn(identity)}");
        }

        FunctionRefusals.CheckRevision(revisionId, alias.RevisionId);
        var kept = alias.AdditionalVersion is { } additional ? new Dictionary<string, double> { [additional] = alias.AdditionalWeight } : NoWeights;
        return Set(function, alias, version ?? alias.FunctionVersion, description ?? alias.Description, weights ?? kept, identity);
    }

    /// <summary>Deletes an alias and what hangs on it; one that is not there is no mistake, as on AWS.</summary>
    public static FunctionRecord Delete(FunctionRecord function, string name) => function with
    {
        Aliases = function.Aliases.Remove(name),
        EventInvokeConfigs = function.EventInvokeConfigs.Remove(name),
        Policies = function.Policies.Remove(name),
        Urls = function.Urls.Remove(name),
    };

    private static readonly Dictionary<string, double> NoWeights = [];

    private static (FunctionRecord Record, FunctionAlias Alias) Set(
        FunctionRecord function, FunctionAlias alias, string version, string description, IReadOnlyDictionary<string, double> weights, AwsIdentity identity)
    {
        var problems = new List<FunctionProblem>();
        if (!FunctionPatterns.Version.IsMatch(version))
        {
            problems.Add(FunctionProblem.Constraint(
                "functionVersion", version, $"Member must satisfy regular expression pattern: {FunctionPatterns.VersionText}"));
        }

        if (description.Length > FunctionLimits.LongestDescription)
        {
            problems.Add(FunctionProblem.Constraint(
                "description", description, $"Member must have length less than or equal to {FunctionLimits.LongestDescription}"));
        }

        problems.AddRange(CheckWeights(weights));
        FunctionProblem.ThrowIfAny(problems);
        FunctionRefusals.CheckQualifier(function, version, identity);
        foreach (var additional in weights.Keys)
        {
            if (additional == version)
            {
                throw FunctionRefusals.Invalid(
                    $"Invalid function version {version}. Function version {version} is already included in routing configuration.");
            }

            if (version == FunctionReference.Latest)
            {
                throw FunctionRefusals.Invalid("$LATEST is not supported for an alias pointing to more than 1 version");
            }

            FunctionRefusals.CheckQualifier(function, additional, identity);
        }

        var changed = alias with
        {
            FunctionVersion = version,
            Description = description,
            RevisionId = FunctionRefusals.NewRevision(),
            AdditionalVersion = weights.Keys.FirstOrDefault(),
            AdditionalWeight = weights.Values.FirstOrDefault(),
        };
        return (function with { Aliases = function.Aliases.SetItem(alias.Name, changed) }, changed);
    }

    private static IEnumerable<FunctionProblem> CheckWeights(IReadOnlyDictionary<string, double> weights)
    {
        const string Field = "routingConfig.additionalVersionWeights";
        if (weights.Count > 1)
        {
            yield return FunctionProblem.Invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }

        foreach (var (version, weight) in weights)
        {
            var value = string.Create(CultureInfo.InvariantCulture, $"{{{version}={weight}}}");

            // The written bound includes 1.0, but AWS refuses it: an alias that sends all calls to its second version.
            if (weight is not (>= 0.0 and < 1.0))
            {
                yield return FunctionProblem.Constraint(Field, value,
                    "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, " +
                    "Member must have value greater than or equal to 0.0, Member must not be null]");
            }

            if (version.Length == 0 || !version.All(char.IsAsciiDigit))
            {
                yield return FunctionProblem.Constraint(Field, value,
                    "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, " +
                    "Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]");
            }
        }
    }
}
