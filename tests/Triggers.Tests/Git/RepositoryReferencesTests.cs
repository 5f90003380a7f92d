using System.Collections.Immutable;
using CsCheck;
using Triggers.Git.Pushes;
using Triggers.Git.References;

namespace Triggers.Tests.Git;

/// <summary>Deliveries and the catch-up together tell each change once, in whatever order they come.</summary>
public sealed class RepositoryReferencesTests
{
    private const string Main = "refs/heads/main";
    private readonly RepositoryReferences references = new("repo");

    [Fact]
    public void The_first_reading_is_no_news_and_what_follows_is()
    {
        Assert.Empty(Ask((Main, 'a')));
        Assert.Empty(Ask((Main, 'a')));
        Assert.Equal(["main a-b", "side 0-a"], Ask((Main, 'b'), ("refs/heads/side", 'a')));
        Assert.Equal(["side a-0"], Ask((Main, 'b')));
    }

    [Fact]
    public void Deliveries_of_what_the_catch_up_found_are_not_told_again()
    {
        Ask((Main, 'a'));
        Assert.Equal(["main a-c"], Ask((Main, 'c')));
        Assert.Empty(Deliver('a', 'b'));
        Assert.Empty(Deliver('b', 'c'));
        Assert.Equal(["main c-d"], Deliver('c', 'd'));
    }

    [Fact]
    public void A_reference_that_went_back_is_told_from_there()
    {
        Ask((Main, 'a'));
        Ask((Main, 'c'));
        Assert.Equal(["main c-a"], Deliver('c', 'a'));
        Assert.Equal(["main a-d"], Deliver('a', 'd'));
    }

    [Fact]
    public void The_catch_up_leaves_alone_what_was_told_since_it_asked()
    {
        Ask((Main, 'a'));
        var mark = references.Mark();
        Deliver('a', 'b');
        Assert.Empty(Print(references.CatchUp(Remote((Main, 'a')), mark).Changes));
        var begun = references.Begin([Change('b', 'c')], out _);
        Assert.Empty(Ask((Main, 'c')));
        references.Abandon(begun);
        Assert.Equal(["main b-c"], Ask((Main, 'c')));
    }

    [Fact]
    public void A_finding_that_cannot_be_told_is_found_again_with_the_same_id()
    {
        Ask((Main, 'a'));
        var finding = references.CatchUp(Remote((Main, 'b')), references.Mark());
        references.Restore(finding);
        Assert.Equal(finding.Id, references.CatchUp(Remote((Main, 'b')), references.Mark()).Id);
        references.CatchUp(Remote((Main, 'a')), references.Mark());
        Assert.NotEqual(finding.Id, references.CatchUp(Remote((Main, 'b')), references.Mark()).Id);
    }

    [Fact]
    public void An_annotated_tag_is_known_by_either_of_its_ids()
    {
        Ask();
        references.End(references.Begin([new ReferenceChange("refs/tags/v1", Id('0'), Id('c'))], out _), _ => Task.CompletedTask);
        Assert.Empty(Print(references.CatchUp(new Dictionary<string, RemoteReference> { ["refs/tags/v1"] = new(Id('t'), Id('c')) }, references.Mark()).Changes));
    }

    [Fact]
    public void A_gap_and_a_late_delivery_are_noticed()
    {
        Deliver('0', 'a');
        references.Begin([Change('b', 'c')], out var isGap);
        Assert.True(isGap);
        references.Abandon([Change('b', 'c')]);
        Assert.Equal(["main a-b"], Deliver('a', 'b'));

        // c-d comes before b-c: the reference stays at d.
        Assert.Equal(["main c-d"], Deliver('c', 'd'));
        Assert.Equal(["main b-c"], Deliver('b', 'c'));
        references.Read();
        Assert.Empty(Ask((Main, 'd')));
    }

    // A line of pushes; some are delivered late, in order; in between the repository is asked.
    [Fact]
    public void However_asking_and_late_deliveries_mix_the_last_state_is_told_once() => Gen.Bool.Array[1, 20].Sample(isAsked =>
    {
        var repository = new RepositoryReferencesTests();
        repository.Ask((Main, 'a'));
        var (told, late, at) = (new List<string>(), new Queue<(char, char)>(), 'a');
        foreach (var ask in isAsked)
        {
            if (ask)
            {
                told.AddRange(repository.Ask((Main, at)));
            }
            else
            {
                late.Enqueue((at, ++at));
            }
        }

        told.AddRange(repository.Ask((Main, at)));
        foreach (var (before, after) in late)
        {
            told.AddRange(repository.Deliver(before, after));
        }

        Assert.Empty(repository.Ask((Main, at)));
        return at == 'a' ? told.Count == 0 : told.Count(change => change.EndsWith($"-{at}", StringComparison.Ordinal)) == 1 && told.Count <= at - 'a';
    });

    private List<string> Deliver(char before, char after)
    {
        var changes = references.Begin([Change(before, after)], out _);
        var news = Print([.. changes.Where(references.IsNews)]);
        references.End(changes, _ => Task.CompletedTask);
        return news;
    }

    private List<string> Ask(params (string Name, char Id)[] remote)
    {
        var changes = Print(references.CatchUp(Remote(remote), references.Mark()).Changes);
        references.Read();
        return changes;
    }

    private static Dictionary<string, RemoteReference> Remote(params (string Name, char Id)[] remote) =>
        remote.ToDictionary(one => one.Name, one => new RemoteReference(Id(one.Id), null), StringComparer.Ordinal);

    private static ReferenceChange Change(char before, char after) => new(Main, Id(before), Id(after));

    private static List<string> Print(ImmutableArray<ReferenceChange> changes) =>
        [.. changes.Select(change => $"{change.Reference["refs/heads/".Length..]} {change.Before![0]}-{change.After[0]}").Order(StringComparer.Ordinal)];

    private static string Id(char digit) => GitGateway.Id(digit);
}
