using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;
using Triggers.Git.Webhooks;

namespace Triggers.Git;

/// <summary>
/// How webhooks are heard: one delivery's walk. Repository, address, host, proof, and only then is the body parsed; then the push is
/// delivered (<see cref="PushDelivery"/>), and only when that is safe is it acknowledged.
/// </summary>
internal sealed class GitTrigger(
    RepositoryAccesses accesses, PushDelivery pushes, DeliveryArchive archive, IOptions<GitTriggerOptions> options, ReadyGate gate, TimeProvider clock, GitTriggerMetrics metrics, ILogger<GitTrigger> logger)
{
    private const string Prefix = "/git/";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    // Gitea, the least patient of the hosts, waits 5 s.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    private readonly int largestBody = options.Value.MaximumBodyBytes;

    /// <summary>Serves one request.</summary>
    public async Task RunAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var name = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : "";
        var access = accesses.Find(name);
        var answer = access is null
            ? new WebhookAnswer(StatusCodes.Status404NotFound, "There is no such repository here; the address is /git/NAME, and Git:Repositories:NAME sets it up.")
            : !HttpMethods.IsPost(context.Request.Method)
            ? new WebhookAnswer(StatusCodes.Status405MethodNotAllowed, "Deliveries are POST requests.")
            : await HearAsync(context, name, access);
        if (answer is { Status: >= 400 })
        {
            logger.Refused(access is null ? "" : name, context.Connection.RemoteIpAddress?.ToString(), answer.Status, answer.Message);
        }

        metrics.Answered(access is null ? null : name, answer.Status);
        await SendAsync(context, answer);
    }

    private async Task<WebhookAnswer> HearAsync(HttpContext context, string name, RepositoryAccess access)
    {
        var headers = context.Request.Headers;
        if (!access.IsAllowed(context.Connection.RemoteIpAddress))
        {
            return Unproven("this address may not send deliveries for the repository");
        }

        if (WebhookHosts.Find(headers) is not { } host)
        {
            return new WebhookAnswer(StatusCodes.Status400BadRequest, "No header tells which git host sent this.");
        }

        // Without a proof there is nothing to read the body for.
        if (access.Secrets.Count > 0 && !host.HasProof(headers))
        {
            return Unproven("the delivery is not signed");
        }

        try
        {
            // While templates are being deployed the triggers are not known yet, and not every host sends again.
            if (!await gate.WaitAsync(LongestWait, clock, context.RequestAborted))
            {
                return new WebhookAnswer(StatusCodes.Status503ServiceUnavailable, gate.WhyClosed() ?? "Not ready; send it again.") { RetryAfter = TryAgain };
            }

            using var body = await WebhookBody.ReadAsync(context, largestBody, context.RequestAborted);
            return body is null ? new WebhookAnswer(StatusCodes.Status413PayloadTooLarge, $"A delivery may have {largestBody} bytes.")
                : !IsProven(access, host, headers, body.Bytes.Span) ? Unproven("the signature is not that of one of the repository's secrets")
                : await TakeAsync(context.Request, name, access, host, body.Bytes);
        }
        catch (BadHttpRequestException e)
        {
            return new WebhookAnswer(e.StatusCode, "The body cannot be read.");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            logger.BodyUnreadable(name, e.Message);
            return new WebhookAnswer(StatusCodes.Status499ClientClosedRequest, "");
        }
    }

    private bool IsProven(RepositoryAccess access, IWebhookHost host, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var now = clock.GetUtcNow();
        var isProven = access.Secrets.Count == 0;
        foreach (var secret in access.Secrets)
        {
            isProven |= host.IsProven(headers, body, secret, now);
        }

        return isProven;
    }

    private async Task<WebhookAnswer> TakeAsync(HttpRequest request, string name, RepositoryAccess access, IWebhookHost host, ReadOnlyMemory<byte> body)
    {
        if (host.Ignores(request.Headers) is { } reason)
        {
            return Ignored(name, host, reason);
        }

        WebhookContent content;
        try
        {
            content = host.Read(request, body);
        }
        catch (Exception e) when (e is JsonException or WebhookException or InvalidOperationException)
        {
            // InvalidOperationException: text in JSON that is no UTF-8.
            return new WebhookAnswer(StatusCodes.Status400BadRequest, e is WebhookException ? e.Message : "The delivery is not UTF-8 JSON.");
        }

        if (content.Push is not { } push)
        {
            return Ignored(name, host, content.Ignored!);
        }

        if (push.FullName is not null && !access.IsNamed(name, push.FullName))
        {
            return new WebhookAnswer(StatusCodes.Status403Forbidden,
                $"The delivery is of another repository than {name}; if it is the same, list its name on the host in Git:Repositories:{name}:FullNames.");
        }

        var eventId = EventId(host.DeliveryId(request.Headers), body.Span);
        var answer = await DeliverAsync(name, host, push, eventId);
        if (answer.Status == StatusCodes.Status202Accepted)
        {
            await archive.KeepAsync(name, eventId, body);
        }

        return answer;
    }

    private async Task<WebhookAnswer> DeliverAsync(string name, IWebhookHost host, GitPush push, string eventId)
    {
        try
        {
            var outcome = await pushes.DeliverAsync(name, push, eventId);
            if (outcome.Reason is not null)
            {
                return Ignored(name, host, outcome.Reason);
            }

            logger.Delivered(name, eventId, host.Name, push.Changes.Length, outcome.Invocations);
            return new WebhookAnswer(StatusCodes.Status202Accepted, "accepted") { EventId = eventId };
        }
        catch (LambdaException e)
        {
            logger.Unavailable(name, eventId, e.Message);
            return new WebhookAnswer(StatusCodes.Status503ServiceUnavailable, "The event cannot be taken now; send it again.") { RetryAfter = e.RetryAfter ?? TryAgain };
        }
        catch (Exception e)
        {
            logger.DeliveryFailed(e, name, host.Name);
            return new WebhookAnswer(StatusCodes.Status503ServiceUnavailable, "The event cannot be taken now; send it again.") { RetryAfter = TryAgain };
        }
    }

    private WebhookAnswer Ignored(string name, IWebhookHost host, string reason)
    {
        logger.Ignored(name, host.Name, reason);
        return new WebhookAnswer(StatusCodes.Status200OK, reason);
    }

    private static WebhookAnswer Unproven(string reason) => new(StatusCodes.Status401Unauthorized, $"Not accepted: {reason}.");

    private static string EventId(string? deliveryId, ReadOnlySpan<byte> body) => Guid.TryParse(deliveryId, out var id)
        ? id.ToString("D")
        : NameUuid.Of(deliveryId ?? "", Convert.ToHexStringLower(SHA256.HashData(body)));

    private static async Task SendAsync(HttpContext context, WebhookAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsJsonAsync(answer, WebhookAnswerJson.Default.WebhookAnswer, contentType: null, context.RequestAborted);
        }
    }
}
