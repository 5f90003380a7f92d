using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::CodeCommit::Repository</c>: a repository wherever it lives, with the triggers that its pushes set off.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codecommit-repository.html
/// </summary>
internal sealed partial class CodeCommitRepository : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::CodeCommit::Repository";

    // https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html: triggers in a repository.
    private const int MostTriggers = 10;

    private static readonly FrozenSet<string> Served = FrozenSet.Create(StringComparer.Ordinal, "RepositoryDescription", "RepositoryName", "Triggers");

    private static readonly FrozenDictionary<string, string> WithoutEffect = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Code"] = "the repository is where it is, and nothing is put into it",
        ["KmsKeyId"] = "the repository is where it is, and nothing is encrypted",
        ["Tags"] = "repositories have no tags",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator)
    {
        if (new PropertyReader(resource.LogicalId, resource.Properties, evaluator).Text("RepositoryName") is not { } name)
            return null;

        var scope = evaluator.Scope;
        var host = $"git-codecommit.{scope.Identity.Region}.{PseudoParameters.UrlSuffix(scope.Identity.Partition)}/v1/repos/{name}";
        return ResourceNames.Of(
            NameMaker.Id(32, scope.StackName, resource.LogicalId),
            ("Arn", scope.Identity.Arn("codecommit", name)), ("Name", name), ("CloneUrlHttp", $"https://{host}"), ("CloneUrlSsh", $"ssh://{host}"));
    }

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        properties.WarnOfOthers(Type, FrozenSet.Create(StringComparer.Ordinal, [.. Served, .. WithoutEffect.Keys]));
        foreach (var entry in resource.Properties.Entries.Where(entry => WithoutEffect.ContainsKey(entry.Name)))
            stack.Problems.Warning(entry.Line, $"{resource.LogicalId}: {entry.Name} has no effect here: {WithoutEffect[entry.Name]}.");

        properties.FailMissing("RepositoryName", "it is the repository's name, and the end of the address of its webhooks");
        if (properties.Text("RepositoryName") is not { } name)
            return;

        if (!Name().IsMatch(name))
            properties.Fail("RepositoryName", $"must be 1 to 100 letters, digits, '.', '_' and '-', was '{name}'.");

        stack.Add(new EventSource
        {
            Id = $"{stack.StackName}/{resource.LogicalId}",
            Kind = EventSourceKinds.CodeCommitRepository,
            Stack = stack.StackName,
            Properties = EventProperties.Of(
                ("RepositoryName", TemplateNode.OfText(resource.Line, name)),
                ("Triggers", TemplateNode.OfList(resource.Line, [.. ReadTriggers(properties, stack)]))),
        });
    }

    private static IEnumerable<TemplateNode> ReadTriggers(PropertyReader properties, StackBuilder stack)
    {
        var list = properties["Triggers"];
        if (list.IsNothing)
            yield break;

        if (list.Kind != NodeKind.List)
        {
            properties.Fail("Triggers", $"must be a list, was {list.Describe()}.");
            yield break;
        }

        if (list.Items.Length > MostTriggers)
            properties.Fail("Triggers", $"must be at most {MostTriggers}, were {list.Items.Length}.");

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var reader = new PropertyReader($"{properties.Owner}: Triggers", item, stack.Evaluator);
            if (item.Kind != NodeKind.Map)
                properties.Fail("Triggers", $"must be a list of maps, an item was {item.Describe()}.");
            else if (CodeCommitTrigger.Read(reader, stack) is { } trigger)
            {
                if (!names.Add(trigger["Name"].Text))
                    reader.Fail("Name", $"must be unique in the repository, '{trigger["Name"].Text}' is there twice.");

                yield return trigger;
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex Name();
}
