using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triggers.Contracts.Messaging;

/// <summary>How the catalog of event sources travels: a JSON array, members in camel case.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ImmutableArray<EventSource>))]
internal sealed partial class EventSourceJson : JsonSerializerContext;
