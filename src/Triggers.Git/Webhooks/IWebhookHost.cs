using System.Text.Json;
using Triggers.Git.Repositories;

namespace Triggers.Git.Webhooks;

/// <summary>A git host: how its deliveries are told from others', proven and read. A new host is a new implementation and a row of <see cref="WebhookHosts"/>.</summary>
internal interface IWebhookHost
{
    /// <summary>What it is called, for the log.</summary>
    string Name { get; }

    /// <summary>Whether a delivery is of this host, by its headers.</summary>
    bool IsSender(IHeaderDictionary headers);

    /// <summary>Whether a delivery carries a proof at all.</summary>
    bool HasProof(IHeaderDictionary headers);

    /// <summary>Whether the proof holds for a secret.</summary>
    bool IsProven(IHeaderDictionary headers, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now);

    /// <summary>
    /// What the host repeats when it sends a delivery again. A UUID is a delivery's own; anything else, or null, counts together with the
    /// body.
    /// </summary>
    string? DeliveryId(IHeaderDictionary headers);

    /// <summary>Why a kind of delivery is no event, by its headers; null when the body has to be read.</summary>
    string? Ignores(IHeaderDictionary headers);

    /// <summary>Reads a delivery.</summary>
    /// <exception cref="WebhookException">It cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    WebhookContent Read(HttpRequest request, ReadOnlyMemory<byte> body);
}
