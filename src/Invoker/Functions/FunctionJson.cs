using System.Text.Json.Serialization;

namespace Triggers.Invoker.Functions;

/// <summary>How a function is written down in the database: the whole record as one document.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FunctionRecord))]
internal sealed partial class FunctionJson : JsonSerializerContext;
