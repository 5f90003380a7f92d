using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::Lambda::Function</c>, as CloudFormation and the CDK write it: said in SAM's words, and then read as SAM's.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
/// </summary>
internal sealed class LambdaFunction : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::Lambda::Function";

    // Where the CDK says which of its assets a function's code is.
    private const string AssetPath = "aws:asset:path";

    private static readonly ServerlessFunction Functions = new();

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => false;

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator) => Functions.NamesOf(resource, suffix, evaluator);

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack) => Functions.Read(InWordsOfSam(resource, stack.Evaluator), stack);

    private static TemplateResource InWordsOfSam(TemplateResource resource, Evaluator evaluator)
    {
        var line = resource.Properties.Line;
        var entries = resource.Properties.Entries.SelectMany(entry => entry.Name switch
        {
            "Code" => Code(entry, resource.Metadata, evaluator),
            "TracingConfig" => [entry with { Name = "Tracing", Value = evaluator.Resolve(entry.Value)["Mode"] }],
            "DeadLetterConfig" => [entry with { Name = "DeadLetterQueue", Value = DeadLetterQueue(entry, evaluator) }],
            "Tags" => [entry with { Value = Tags(entry.Value, evaluator) }],
            _ => [entry],
        });
        return resource with { Properties = TemplateNode.OfMap(line, entries) };
    }

    private static IEnumerable<TemplateEntry> Code(TemplateEntry entry, TemplateNode metadata, Evaluator evaluator)
    {
        // Text is what `sam build` leaves: the folder it built.
        var code = evaluator.Resolve(entry.Value);
        if (code.Kind != NodeKind.Map)
            return [entry with { Name = "CodeUri", Value = code }];

        if (code["ZipFile"].Kind != NodeKind.Absent)
            return [entry with { Name = "InlineCode", Value = code["ZipFile"] }];

        if (code["ImageUri"].Kind != NodeKind.Absent)
            return [entry with { Name = "PackageType", Value = TemplateNode.OfText(entry.Line, "Image") }];

        var asset = metadata[AssetPath];
        return
        [
            entry with
            {
                Name = "CodeUri",
                Value = asset.Kind == NodeKind.Text ? asset : TemplateNode.OfMap(entry.Line,
                    [new TemplateEntry("Bucket", entry.Line, code["S3Bucket"]), new TemplateEntry("Key", entry.Line, code["S3Key"])]),
            },
        ];
    }

    private static TemplateNode DeadLetterQueue(TemplateEntry entry, Evaluator evaluator)
    {
        var target = evaluator.Resolve(entry.Value)["TargetArn"];
        return TemplateNode.OfMap(entry.Line,
        [
            new TemplateEntry("Type", entry.Line, TemplateNode.OfText(entry.Line, target.Text.Contains(":sns:", StringComparison.Ordinal) ? "SNS" : "SQS")),
            new TemplateEntry("TargetArn", entry.Line, target),
        ]);
    }

    private static TemplateNode Tags(TemplateNode tags, Evaluator evaluator)
    {
        var list = evaluator.Resolve(tags);
        return list.Kind != NodeKind.List || list.Items.Any(item => item["Key"].Kind != NodeKind.Text)
            ? list
            : TemplateNode.OfMap(list.Line, list.Items.Select(item => new TemplateEntry(PlainScalar.AsText(item["Key"]), item.Line, item["Value"])));
    }
}
