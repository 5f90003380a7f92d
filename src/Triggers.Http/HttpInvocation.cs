using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;
using Triggers.Http.Requests;
using Triggers.Http.Responses;
using Triggers.Http.Routing;

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
    private readonly bool isThrottleUnavailable = options.Value.ThrottleStatus == StatusCodes.Status503ServiceUnavailable;

    /// <summary>Invokes with the event and answers the client.</summary>
    public async Task RunAsync(HttpContext context, HttpCall call, ReadOnlyMemory<byte> payload)
    {
        var request = new InvocationRequest
        {
            RequestId = InvocationRequest.NewRequestId(),
            Function = call.Route.Function,
            Payload = payload,
            TraceId = call.Ids.Trace,
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
            logger.IntegrationTimedOut(request.RequestId, call.Route.Key, call.Route.Function.Name, call.Route.Timeout, call.Refusals.TimedOut.Status);
            _ = AbandonAsync(running, request.RequestId, call);
            await call.Refusals.TimedOut.SendAsync(context, call.Ids, call.Route.Api.Cors);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.ClientGone(request.RequestId, call.Route.Key, call.Route.Function.Name);
            _ = AbandonAsync(running, request.RequestId, call);
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            logger.CallFailed(e, request.RequestId, call.Route.Key, call.Route.Function.Name, call.Refusals.InternalError.Status);
            await call.Refusals.InternalError.SendAsync(context, call.Ids, call.Route.Api.Cors);
        }
    }

    private async ValueTask AnswerAsync(HttpContext context, HttpCall call, InvocationRequest request, InvocationResult result)
    {
        if (result.IsFunctionError)
        {
            logger.FunctionFailed(request.RequestId, call.Route.Key, call.Route.Function.Name, result.FunctionError!, call.Refusals.Failed.Status);
            await call.Refusals.Failed.SendAsync(context, call.Ids, call.Route.Api.Cors);
            return;
        }

        var response = call.Route.IsFormat1
            ? ProxyResponseV1.Read(result.Payload.Span, call.Route.Api.Kind == ApiKind.RestApi)
            : ProxyResponse.Read(result.Payload.Span);
        if (response.IsBodyJson)
        {
            logger.BodyIsJson(request.RequestId, call.Route.Key, call.Route.Function.Name);
        }

        if (await HttpResponseWriter.WriteAsync(context, call.Route.Api, result.Payload, response) is { } problem)
        {
            logger.ResponseUnusable(request.RequestId, call.Route.Key, call.Route.Function.Name, problem, call.Refusals.Failed.Status);
            await call.Refusals.Failed.SendAsync(context, call.Ids, call.Route.Api.Cors);
        }
    }

    private async ValueTask RefuseAsync(HttpContext context, HttpCall call, InvocationRequest request, LambdaException refused)
    {
        var error = refused.Error;
        var refusals = call.Refusals;
        var refusal = error == LambdaErrors.TooManyRequests ? Throttled(call)
            : error == LambdaErrors.Unavailable ? refusals.Unavailable
            : error == LambdaErrors.RequestTooLarge ? refusals.TooLarge
            : error == LambdaErrors.ResourceNotFound ? refusals.Gone
            : refusals.InternalError;

        // A throttle is part of the plan, and there are many of them when there are any: metrics count them.
        var level = error == LambdaErrors.TooManyRequests ? LogLevel.Debug : LogLevel.Warning;
        logger.Refused(level, request.RequestId, call.Route.Key, call.Route.Function.Name, error.Name, refused.Message, refusal.Status);

        // Who is told to come back is told when.
        var isTemporary = error == LambdaErrors.TooManyRequests || error == LambdaErrors.Unavailable;
        await refusal.SendAsync(context, call.Ids, call.Route.Api.Cors, isTemporary ? refused.RetryAfter ?? TimeSpan.FromSeconds(1) : null);
    }

    // Only AWS's HTTP APIs say 503, so only theirs can be had.
    private HttpRefusal Throttled(HttpCall call) =>
        isThrottleUnavailable && call.Route.Api.Kind == ApiKind.HttpApi ? call.Refusals.Unavailable : call.Refusals.TooManyRequests;

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
