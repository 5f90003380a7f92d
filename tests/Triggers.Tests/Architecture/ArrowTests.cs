namespace Triggers.Tests.Architecture;

/// <summary>Rules 2 and 7 of the house: the arrows.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Every_room_refers_only_to_the_rooms_it_may_know() => House.Holds(
        "Rule 7: dependencies go one way, along the arrows of docs/architecture.md (the table is Arrows.cs), so that a room can be read and changed alone.",
        from reference in House.References
        where References.IsOurs(reference.TargetSpace) && !Arrows.IsOwnSetting(reference)
        let room = Arrows.RoomOf(reference.Space)
        let other = Arrows.RoomOf(reference.TargetSpace)
        where room != other && !Arrows.Allowed.GetValueOrDefault(room, []).Contains(other)
        select $"{room} must not refer to {other}: {reference.Type} names {reference.Target}");

    [Fact]
    public void Every_room_is_on_the_table() => House.Holds(
        "Rule 1: a room has one subject and known neighbours. Put a new folder into Arrows.cs and docs/architecture.md, with what it may know.",
        House.References.Select(reference => Arrows.RoomOf(reference.Space)).Where(room => !Arrows.Allowed.ContainsKey(room)));

    [Fact]
    public void Every_room_is_described()
    {
        var page = File.ReadAllText(Path.Combine(House.Root, "docs", "architecture.md"));
        House.Holds(
            "Rule 1: docs/architecture.md says each room's subject.",
            Arrows.Allowed.Keys.Where(room => !page.Contains($"| `{FolderOf(room)}` |", StringComparison.Ordinal)).Select(room => $"no row for {FolderOf(room)}"));
    }

    [Fact]
    public void The_arrows_lead_in_no_circle() => House.Holds(
        "Rule 7: the arrows of Arrows.cs must lead in one direction.",
        Arrows.Allowed.Keys.Where(room => Reaches(room, room, [])).Select(room => $"{room} is reached from itself"));

    [Fact]
    public void A_trigger_refers_to_the_contracts_project_only() => House.Holds(
        "Rule 2: a trigger knows Contracts and nothing else, so that it runs, and is written, without the rest.",
        from trigger in House.Triggers
        from reference in ProjectFile.Read($"Triggers.{trigger}").ProjectReferences
        where reference != "Triggers.Contracts"
        select $"Triggers.{trigger} refers to the project {reference}");

    [Fact]
    public void Nobody_refers_to_the_host() => House.Holds(
        "Rule 2: the host puts the parts together; no part may know how it is put together.",
        from project in House.Projects
        where project != "Triggers.Host" && ProjectFile.Read(project).ProjectReferences.Contains("Triggers.Host")
        select $"{project} refers to Triggers.Host");

    private static bool Reaches(string from, string room, HashSet<string> seen) =>
        Arrows.Allowed.GetValueOrDefault(from, []).Any(next => next == room || (seen.Add(next) && Reaches(next, room, seen)));

    private static string FolderOf(string room) =>
        room.Replace("Triggers.Invoker", "Invoker", StringComparison.Ordinal).Replace("Contracts.", "Contracts/", StringComparison.Ordinal)
            .Replace("Invoker.", "Invoker/", StringComparison.Ordinal);
}
