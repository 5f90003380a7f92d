using System.Text.Json;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>
/// Settings of a function that would change what its handler sees and cannot be honoured: refused, while those that only describe
/// AWS's machinery are kept (<see cref="Shapes.KeptSettings"/>).
/// </summary>
internal static class UnsupportedSettings
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["FileSystemConfigs"] = "File systems (FileSystemConfigs) are not supported here.",
        ["ImageConfig"] = "ImageConfig is for container images, which are not supported here: upload a zip package.",
        ["CodeSigningConfigArn"] = "Code signing (CodeSigningConfigArn) is not supported here.",
        ["CapacityProviderConfig"] = "Capacity providers (CapacityProviderConfig) are not supported here.",
        ["DurableConfig"] = "Durable functions (DurableConfig) are not supported here.",
        ["TenancyConfig"] = "Tenant isolation (TenancyConfig) is not supported here.",
        ["PublishTo"] = "PublishTo is for capacity providers, which are not supported here.",
    };

    /// <summary>Refuses what cannot be honoured.</summary>
    /// <param name="others">A request's members that are not read otherwise.</param>
    /// <param name="layers">Layer version ARNs.</param>
    public static void Check(Dictionary<string, JsonElement>? others, List<string>? layers)
    {
        foreach (var (name, value) in others ?? [])
        {
            if (Sentences.TryGetValue(name, out var sentence) && !IsEmpty(value))
            {
                throw FunctionRefusals.Invalid(sentence);
            }
        }

        if (layers is [var first, ..])
        {
            throw FunctionRefusals.Invalid($"Layer version {first} does not exist. Layers are not supported here: put their files into the function's own package.");
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.String => value.ValueEquals(""),
        _ => false,
    };
}
