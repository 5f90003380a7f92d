using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triggers.Invoker.Api.Shapes;

namespace Triggers.Invoker.Api;

/// <summary>How the API's documents are read and written: AWS's names as they are, absent members left out.</summary>
[JsonSerializable(typeof(AccountSettingsShape))]
[JsonSerializable(typeof(AddPermissionAnswer))]
[JsonSerializable(typeof(AddPermissionRequest))]
[JsonSerializable(typeof(AliasRequest))]
[JsonSerializable(typeof(AliasShape))]
[JsonSerializable(typeof(CodeSigningConfigShape))]
[JsonSerializable(typeof(ConcurrencyShape))]
[JsonSerializable(typeof(CreateFunctionRequest))]
[JsonSerializable(typeof(EmptyListAnswer))]
[JsonSerializable(typeof(EventInvokeConfigRequest))]
[JsonSerializable(typeof(EventInvokeConfigShape))]
[JsonSerializable(typeof(FunctionConfigurationShape))]
[JsonSerializable(typeof(FunctionUrlConfigRequest))]
[JsonSerializable(typeof(FunctionUrlConfigShape))]
[JsonSerializable(typeof(FunctionUrlCorsShape))]
[JsonSerializable(typeof(GetFunctionAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ListAliasesAnswer))]
[JsonSerializable(typeof(ListEventInvokeConfigsAnswer))]
[JsonSerializable(typeof(ListFunctionsAnswer))]
[JsonSerializable(typeof(ListFunctionUrlConfigsAnswer))]
[JsonSerializable(typeof(ListVersionsAnswer))]
[JsonSerializable(typeof(LoggingConfigShape))]
[JsonSerializable(typeof(PolicyShape))]
[JsonSerializable(typeof(PublishVersionRequest))]
[JsonSerializable(typeof(RecursionConfigShape))]
[JsonSerializable(typeof(RuntimeManagementConfigRequest))]
[JsonSerializable(typeof(RuntimeManagementConfigShape))]
[JsonSerializable(typeof(TagsShape))]
[JsonSerializable(typeof(UpdateFunctionCodeRequest))]
[JsonSerializable(typeof(UpdateFunctionConfigurationRequest))]
internal sealed partial class LambdaJson : JsonSerializerContext
{
    /// <summary>For documents written by hand. As AWS, only what JSON demands is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The context to use.</summary>
    public static LambdaJson Aws { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
