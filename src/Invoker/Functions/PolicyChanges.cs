using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Adding and removing statements of resource policies. A policy has a revision of its own: a permission changes nothing a
/// running environment knows, so the revision of the code stays.
/// https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
/// </summary>
internal static class PolicyChanges
{
    private const string SidMember = "Sid";

    /// <summary>Adds a statement.</summary>
    /// <param name="function">The record as it is.</param>
    /// <param name="qualifier">Version or alias, or null.</param>
    /// <param name="statementId">The statement's <c>Sid</c>.</param>
    /// <param name="statement">The whole IAM statement object, its <c>Sid</c> included.</param>
    /// <param name="revisionId">The policy's revision the caller saw, or null.</param>
    /// <param name="identity">For the ARNs in refusals.</param>
    public static FunctionRecord Add(
        FunctionRecord function, string? qualifier, string statementId, JsonElement statement, string? revisionId, AwsIdentity identity)
    {
        CheckStatementId(statementId);
        if (qualifier == FunctionReference.Latest)
        {
            throw FunctionRefusals.Invalid("We currently do not support adding policies for $LATEST.");
        }

        FunctionRefusals.CheckQualifier(function, qualifier, identity);
        var policy = Find(function, qualifier);
        FunctionRefusals.CheckRevision(revisionId, RevisionOf(function, qualifier));
        var statements = policy?.Statements ?? [];
        if (statements.Any(existing => SidOf(existing) == statementId))
        {
            throw new LambdaException(LambdaErrors.ResourceConflict,
                $"The statement id ({statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.");
        }

        statements = statements.Add(statement.Clone());
        var size = Measure(statements);
        if (size > FunctionLimits.MostPolicyBytes)
        {
            throw new LambdaException(LambdaErrors.PolicyLengthExceeded, string.Create(CultureInfo.InvariantCulture,
                $"The final policy size ({size:N0}) is bigger than the limit ({FunctionLimits.MostPolicyBytes:N0})."));
        }

        return Set(function, qualifier, statements);
    }

    /// <summary>Removes a statement; the policy goes with its last one.</summary>
    public static FunctionRecord Remove(FunctionRecord function, string? qualifier, string statementId, string? revisionId, AwsIdentity identity)
    {
        CheckStatementId(statementId);
        FunctionRefusals.CheckQualifier(function, qualifier, identity);
        var policy = Find(function, qualifier)
            ?? throw new LambdaException(LambdaErrors.ResourceNotFound, "No policy is associated with the given resource.");
        var kept = policy.Statements.RemoveAll(statement => SidOf(statement) == statementId);
        if (kept.Length == policy.Statements.Length)
        {
            throw new LambdaException(LambdaErrors.ResourceNotFound, $"Statement {statementId} is not found in resource policy.");
        }

        FunctionRefusals.CheckRevision(revisionId, policy.RevisionId);
        return kept.IsEmpty
            ? function with { Policies = function.Policies.Remove(qualifier ?? FunctionReference.Latest) }
            : Set(function, qualifier, kept);
    }

    /// <summary>The policy of a qualifier, or null.</summary>
    public static FunctionPolicy? Find(FunctionRecord function, string? qualifier) =>
        function.Policies.GetValueOrDefault(qualifier ?? FunctionReference.Latest);

    /// <summary>The policy's revision, or, while there is none, that of what it is for.</summary>
    private static string RevisionOf(FunctionRecord function, string? qualifier)
    {
        if (Find(function, qualifier) is { } policy)
        {
            return policy.RevisionId;
        }

        return qualifier is null
            ? function.Latest.RevisionId
            : function.Aliases.GetValueOrDefault(qualifier)?.RevisionId
                ?? function.Versions.First(version => version.Version == qualifier).RevisionId;
    }

    private static FunctionRecord Set(FunctionRecord function, string? qualifier, ImmutableArray<JsonElement> statements) => function with
    {
        Policies = function.Policies.SetItem(qualifier ?? FunctionReference.Latest, new FunctionPolicy(FunctionRefusals.NewRevision(), statements)),
    };

    /// <summary>AWS counts the document as GetPolicy prints it.</summary>
    private static int Measure(ImmutableArray<JsonElement> statements) =>
        Encoding.UTF8.GetByteCount("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[]}")
        + statements.Sum(statement => Encoding.UTF8.GetByteCount(statement.GetRawText())) + Math.Max(0, statements.Length - 1);

    private static void CheckStatementId(string statementId)
    {
        if (statementId.Length > 100 || !FunctionPatterns.StatementId.IsMatch(statementId))
        {
            FunctionProblem.ThrowIfAny([FunctionProblem.Constraint("statementId", statementId,
                $"Member must satisfy regular expression pattern: {FunctionPatterns.StatementIdText}")]);
        }
    }

    private static string? SidOf(JsonElement statement) => statement.TryGetProperty(SidMember, out var sid) ? sid.GetString() : null;
}
