namespace Triggers.Tests.Architecture;

/// <summary>
/// The arrows of the house, all of them: who may refer to whom. A room is a project, or in Contracts and in the invoker a folder of
/// it. A new room or arrow is a decision: it is made here, and written down in <c>docs/architecture.md</c>.
/// </summary>
internal static class Arrows
{
    /// <summary>Every room, and the rooms it may know.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        // What every part may know. Its records know nothing themselves.
        ["Triggers.Contracts"] = [],
        ["Triggers.Contracts.Hosting"] = ["Triggers.Contracts"],
        ["Triggers.Contracts.State"] = ["Triggers.Contracts", "Triggers.Contracts.Hosting"],
        ["Triggers.Contracts.Messaging"] = ["Triggers.Contracts", "Triggers.Contracts.Hosting", "Triggers.Contracts.State"],

        // The invoker, top to bottom. Its root is the front door: it puts the rooms together.
        ["Triggers.Invoker"] =
        [
            .. Contracts, "Triggers.Invoker.Api", "Triggers.Invoker.Delivery", "Triggers.Invoker.Invocations", "Triggers.Invoker.Environments",
            "Triggers.Invoker.Sandbox", "Triggers.Invoker.RuntimeApi", "Triggers.Invoker.Runtimes", "Triggers.Invoker.Logs", "Triggers.Invoker.Stacks",
            "Triggers.Invoker.Packaging", "Triggers.Invoker.Functions",
        ],
        ["Triggers.Invoker.Api"] =
        [
            .. Contracts, "Triggers.Invoker.Invocations", "Triggers.Invoker.Functions", "Triggers.Invoker.Packaging", "Triggers.Invoker.Stacks",
            "Triggers.Invoker.Logs", "Triggers.Invoker.Delivery",
        ],
        ["Triggers.Invoker.Delivery"] = [.. Contracts, "Triggers.Invoker.Invocations", "Triggers.Invoker.Functions"],
        ["Triggers.Invoker.Invocations"] = [.. Contracts, "Triggers.Invoker.Environments", "Triggers.Invoker.Logs", "Triggers.Invoker.Functions"],
        ["Triggers.Invoker.Environments"] =
        [
            .. Contracts, "Triggers.Invoker.Sandbox", "Triggers.Invoker.RuntimeApi", "Triggers.Invoker.Runtimes", "Triggers.Invoker.Logs",
            "Triggers.Invoker.Packaging", "Triggers.Invoker.Functions",
        ],
        ["Triggers.Invoker.Stacks"] = [.. Contracts, "Triggers.Invoker.Functions", "Triggers.Invoker.Packaging"],
        // Packaging asks which code is still in use, before it removes any.
        ["Triggers.Invoker.Packaging"] = [.. Contracts, "Triggers.Invoker.Functions"],
        ["Triggers.Invoker.Logs"] = [.. Contracts, "Triggers.Invoker.Functions"],
        ["Triggers.Invoker.Functions"] = [.. Contracts],
        ["Triggers.Invoker.RuntimeApi"] = [.. Contracts],
        ["Triggers.Invoker.Runtimes"] = [.. Contracts],
        ["Triggers.Invoker.Sandbox"] = [.. Contracts],

        // A trigger knows Contracts and nothing else.
        ["Triggers.Git"] = [.. Contracts],
        ["Triggers.Http"] = [.. Contracts],

        // The host puts everything together; nobody points at it.
        ["Triggers.Host"] =
        [
            .. Contracts, "Triggers.Git", "Triggers.Http", "Triggers.Invoker", "Triggers.Invoker.Stacks", "Triggers.Invoker.Packaging", "Triggers.Invoker.Logs",
            "Triggers.Invoker.Delivery",
        ],
    };

    private static readonly HashSet<string> Settings = ["Triggers.Invoker.InvokerOptions"];

    private static string[] Contracts =>
        ["Triggers.Contracts", "Triggers.Contracts.Hosting", "Triggers.Contracts.State", "Triggers.Contracts.Messaging"];

    /// <summary>Settings stand in their project's root, and every room of that project may read them.</summary>
    public static bool IsOwnSetting(Reference reference) =>
        Settings.Contains(reference.Target) && reference.Space.StartsWith($"{reference.TargetSpace}.", StringComparison.Ordinal);

    /// <summary>The room of one of our namespaces.</summary>
    public static string RoomOf(string space)
    {
        var parts = space.Split('.');
        var depth = space.StartsWith("Triggers.Invoker.", StringComparison.Ordinal) || space.StartsWith("Triggers.Contracts.", StringComparison.Ordinal) ? 3 : 2;
        return string.Join('.', parts.Take(depth));
    }
}
