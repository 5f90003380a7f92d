using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Http.Requests;
using Triggers.Http.Responses;

namespace Triggers.Http;

/// <summary>
/// Calls the function of a request, waits for it as long as the route and the client do, and answers. An invocation that was
/// begun is never cut short: only the waiting ends.
/// </summary>
internal sealed class HttpInvocation(
    IInvocationBus bus,
    IOptions<HttpTriggerOptions> options,
    TimeProvider clock,
    HttpTriggerMetrics metrics,
    ILogger<HttpInvocation> logger)
{
    private readonly HttpRefusal throttled =
        options.Value.ThrottleStatus == HttpRefusal.Unavailable.Status ? HttpRefusal.Unavailable : HttpRefusal.TooManyRequests;

    /// <summary>Invokes with the event and answers the client.</summary>
    public async Task RunAsync(HttpContext context, HttpCall call, ReadOnlyMemory<byte> payload)
    {
        var request = new InvocationRequest
        {
            RequestId = InvocationRequest.NewRequestId(),
            Function = call.Route.Function,
            Payload = payload,
            TraceId = call.TraceId,
            AcceptedAt = call.At,
        };
        Task<InvocationResult>? running = null;
        try
        {
            var started = clock.GetTimestamp();
            running = bus.InvokeAsync(request, CancellationToken.None);
            var result = await running.WaitAsync(call.Route.Timeout, clock, context.RequestAborted);
            metrics.Integrated(call.Route, clock.GetElapsedTime(started));
            await AnswerAsync(context, call, request, result);
        }
        catch (LambdaException e)
        {
            await RefuseAsync(context, call, request, e);
        }
        catch (TimeoutException) when (running is { IsFaulted: false })
        {
            logger.IntegrationTimedOut(request.RequestId, call.Route.Key, call.Route.Function.Name, call.Route.Timeout);
            _ = AbandonAsync(running, request.RequestId, call);
            await HttpRefusal.Unavailable.SendAsync(context, call.RequestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.ClientGone(request.RequestId, call.Route.Key, call.Route.Function.Name);
            _ = AbandonAsync(running, request.RequestId, call);
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            logger.CallFailed(e, request.RequestId, call.Route.Key, call.Route.Function.Name);
            await HttpRefusal.InternalError.SendAsync(context, call.RequestId);
        }
    }

    private async ValueTask AnswerAsync(HttpContext context, HttpCall call, InvocationRequest request, InvocationResult result)
    {
        if (result.IsFunctionError)
        {
            logger.FunctionFailed(request.RequestId, call.Route.Key, call.Route.Function.Name, result.FunctionError!);
            await HttpRefusal.InternalError.SendAsync(context, call.RequestId);
            return;
        }

        var response = ProxyResponse.Read(result.Payload.Span);
        if (response.IsBodyJson)
        {
            logger.BodyIsJson(request.RequestId, call.Route.Key, call.Route.Function.Name);
        }

        if (await HttpResponseWriter.WriteAsync(context, result.Payload, response) is { } problem)
        {
            logger.ResponseUnusable(request.RequestId, call.Route.Key, call.Route.Function.Name, problem);
            await HttpRefusal.InternalError.SendAsync(context, call.RequestId);
        }
    }

    private async ValueTask RefuseAsync(HttpContext context, HttpCall call, InvocationRequest request, LambdaException refused)
    {
        var error = refused.Error;
        var refusal = error == LambdaErrors.TooManyRequests ? throttled
            : error == LambdaErrors.Unavailable ? HttpRefusal.Unavailable
            : error == LambdaErrors.RequestTooLarge ? HttpRefusal.TooLarge
            : HttpRefusal.InternalError;

        // A throttle is part of the plan, and there are many of them when there are any: metrics count them.
        var level = error == LambdaErrors.TooManyRequests ? LogLevel.Debug : LogLevel.Warning;
        logger.Refused(level, request.RequestId, call.Route.Key, call.Route.Function.Name, error.Name, refused.Message, refusal.Status);

        // Who is told to come back is told when.
        var isTemporary = refusal == HttpRefusal.TooManyRequests || refusal == HttpRefusal.Unavailable;
        await refusal.SendAsync(context, call.RequestId, isTemporary ? refused.RetryAfter ?? TimeSpan.FromSeconds(1) : null);
    }

    // The result is nobody's any more, but a failure must not go unseen.
    private async Task AbandonAsync(Task<InvocationResult>? running, string requestId, HttpCall call)
    {
        try
        {
            if (running is not null)
            {
                await running;
            }
        }
        catch (Exception e)
        {
            logger.AbandonedFailed(e, requestId, call.Route.Key, call.Route.Function.Name);
        }
    }
}
