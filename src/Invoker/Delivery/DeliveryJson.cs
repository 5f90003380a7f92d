using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triggers.Invoker.Delivery;

/// <summary>How queues and dead events travel: JSON with camel-case members.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<QueueSummary>))]
[JsonSerializable(typeof(List<DeadEvent>))]
[JsonSerializable(typeof(DeadEvent))]
[JsonSerializable(typeof(DeadEventCount))]
[JsonSerializable(typeof(string))]
public sealed partial class DeliveryJson : JsonSerializerContext;
