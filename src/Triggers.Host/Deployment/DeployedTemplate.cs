using System.Collections.Immutable;
using Triggers.Host.Templates.Problems;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Deployment;

/// <summary>A template that was deployed.</summary>
/// <param name="Document">What it means.</param>
/// <param name="Changes">What the deployment did.</param>
/// <param name="Warnings">What was left out.</param>
internal sealed record DeployedTemplate(StackDocument Document, StackChanges Changes, ImmutableArray<Problem> Warnings);
