using System.Collections.Immutable;
using System.Text.Json;

namespace Triggers.Invoker.Functions;

/// <summary>The resource-based policy of a function or of one of its versions or aliases.</summary>
/// <param name="RevisionId">Changes with every change; UUID.</param>
/// <param name="Statements">Each an IAM statement object with its <c>Sid</c>, in order of adding.</param>
public sealed record FunctionPolicy(string RevisionId, ImmutableArray<JsonElement> Statements);
