using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Host.Templates.Code;
using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Syntax;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates.Resources;

/// <summary>
/// <c>AWS::Serverless::Function</c>.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
/// </summary>
internal sealed partial class ServerlessFunction : IResourceReader
{
    /// <summary>The type's name.</summary>
    public const string Type = "AWS::Serverless::Function";

    /// <inheritdoc/>
    public bool Generates(TemplateResource resource, string suffix) => FunctionNames.Generates(resource, suffix);

    /// <inheritdoc/>
    public ResourceNames? NamesOf(TemplateResource resource, string suffix, Evaluator evaluator) =>
        NameOf(resource, evaluator) is { } name ? FunctionNames.Of(resource, name, suffix, evaluator) : null;

    /// <inheritdoc/>
    public void Read(TemplateResource resource, StackBuilder stack)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, stack.Evaluator);
        FunctionProperties.Report(properties, resource.Type, stack.Problems);
        if (properties.Choice("PackageType", "Zip", "Image") == "Image")
        {
            properties.Fail("PackageType", "Image cannot be run here; package the function as Zip.");
            return;
        }

        var runtime = Required(properties, resource, stack, "Runtime");
        var handler = Required(properties, resource, stack, "Handler");
        var source = runtime is null ? null : FunctionCode.Find(properties, runtime, stack.Folder);
        var name = NameOf(resource, stack.Evaluator);
        var function = Configure(properties, new StackFunction
        {
            FunctionName = name ?? resource.LogicalId,
            CodeSha256 = "",
            Runtime = runtime ?? "",
            Handler = handler ?? "",
            Role = properties.Text("Role") ?? FunctionNames.RoleArn(resource, stack.Evaluator.Scope),
            Kept = FunctionProperties.Kept(properties),
        });
        if (name is not null)
        {
            stack.Add(resource, EventInvoke.Configure(properties, function), source);
            if (FunctionUrlConfig.Read(properties, name, stack) is { } url)
                stack.AddUrl(name, url);
        }


        EventReaders.ReadAll(resource, properties, new FunctionReference(function.FunctionName), stack);
    }

    private static StackFunction Configure(PropertyReader properties, StackFunction function) => function with
    {
        // The numbers: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        Description = properties.Text("Description") ?? "",
        Timeout = properties.Number("Timeout", 1, 900) ?? function.Timeout,
        MemorySize = properties.Number("MemorySize", 128, 10240) ?? function.MemorySize,
        EphemeralStorageSize = properties.Inner("EphemeralStorage")?.Number("Size", 512, 10240) ?? function.EphemeralStorageSize,
        Architectures = Architectures(properties) is { } architecture ? [architecture] : function.Architectures,
        Environment = properties.Inner("Environment")?.TextMap("Variables") ?? function.Environment,
        Layers = properties.TextList("Layers"),
        Tags = properties.TextMap("Tags"),
        ReservedConcurrency = properties.Number("ReservedConcurrentExecutions", 0, int.MaxValue),
        TracingMode = properties.Choice("Tracing", "PassThrough", "Active", "Disabled") == "Active" ? "Active" : "PassThrough",
    };

    private static string? Architectures(PropertyReader properties)
    {
        var list = properties.TextList("Architectures");
        if (list is [] or ["x86_64"] or ["arm64"])
            return list.IsEmpty ? null : list[0];

        properties.Fail("Architectures", $"must be [x86_64] or [arm64], was [{string.Join(", ", list)}].");
        return null;
    }

    private static string? Required(PropertyReader properties, TemplateResource resource, StackBuilder stack, string name)
    {
        if (properties.Map[name].Kind is not (NodeKind.Absent or NodeKind.Null))
            return properties.Text(name);

        stack.Problems.Error(resource.Line, $"{resource.LogicalId}: {name} is missing; a function packaged as Zip needs one.");
        return null;
    }

    private static string? NameOf(TemplateResource resource, Evaluator evaluator)
    {
        var properties = new PropertyReader(resource.LogicalId, resource.Properties, evaluator);
        var given = properties["FunctionName"];
        if (given.Kind is NodeKind.Absent or NodeKind.Null)
            return NameMaker.For(evaluator.Scope.StackName, resource.LogicalId, longest: 64);

        if (properties.Text("FunctionName") is not { } name || FunctionName().IsMatch(name))
            return properties.Text("FunctionName");

        properties.Fail("FunctionName", $"must be 1 to 64 letters, digits, '-' and '_', was '{name}'.");
        return null;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionName();
}
