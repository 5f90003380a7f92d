using System.Collections.Immutable;
using Triggers.Host.Templates.Code;
using Triggers.Host.Templates.Problems;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates;

/// <summary>A template that was read without an error.</summary>
/// <param name="Document">What it means; the functions' code hashes are filled in when their code is packed.</param>
/// <param name="Code">Each function's code by the function's name.</param>
/// <param name="Places">Where each function stands, by its name: for what is found wrong with it later on.</param>
/// <param name="Warnings">What was left out.</param>
internal sealed record ReadTemplate(
    StackDocument Document,
    ImmutableDictionary<string, CodeSource> Code,
    ImmutableDictionary<string, FunctionPlace> Places,
    ImmutableArray<Problem> Warnings);
