using System.Text;
using Triggers.Contracts;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>
/// Where an execution environment and its runtime meet: the runtime asks for the next invocation and waits (it is parked), an
/// invocation is delivered to it, and it posts what came of it. One invocation at a time; whoever takes the running invocation
/// first (an answer, a time-out, an exit) decides it.
/// </summary>
/// <param name="onReady">The runtime asked for the next invocation. May deliver one at once.</param>
/// <param name="onOutcome">The runtime answered the running invocation.</param>
/// <param name="onPublish">All that was received is handled: results may be handed to their callers now.</param>
/// <param name="onInitError">The runtime reported that it could not start.</param>
internal sealed class RuntimeSession(Action onReady, Action<RuntimeOutcome> onOutcome, Action onPublish, Action<RuntimeOutcome> onInitError)
{
    private readonly Lock gate = new();
    private RuntimeConnection? parked;
    private string? running;
    private bool isReadyOnce;
    private volatile bool isCompleting;
    private TaskCompletionSource? unparked;
    private int connections;
    private TaskCompletionSource? allEnded;

    /// <summary>Serves a connection of the runtime until it ends.</summary>
    public async Task ServeAsync(Stream stream)
    {
        lock (gate)
        {
            connections++;
        }

        await new RuntimeConnection(stream, this).ServeAsync();
        TaskCompletionSource? ended;
        lock (gate)
        {
            ended = --connections == 0 ? allEnded : null;
        }

        ended?.TrySetResult();
    }

    /// <summary>Completes when no connection is open: all that the runtime sent has been handled.</summary>
    public Task WhenAllEnded()
    {
        lock (gate)
        {
            if (connections == 0)
            {
                return Task.CompletedTask;
            }

            allEnded ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return allEnded.Task;
        }
    }

    /// <summary>Sends an invocation to the parked runtime.</summary>
    /// <returns>False when there is none (any more).</returns>
    public async ValueTask<bool> DeliverAsync(InvocationRequest request, string functionArn, string traceId, long deadlineMilliseconds)
    {
        RuntimeConnection connection;
        TaskCompletionSource? waiting;
        lock (gate)
        {
            if (parked is null)
            {
                return false;
            }

            (connection, parked, running) = (parked, null, request.RequestId);
            (waiting, unparked) = (unparked, null);
        }

        var isSent = await connection.SendNextAsync(request, functionArn, traceId, deadlineMilliseconds);
        waiting?.SetResult();
        return isSent;
    }

    /// <summary>Takes the running invocation away from the runtime: an answer that comes later is refused.</summary>
    /// <returns>False when it was answered already.</returns>
    public bool TryAbandon(string requestId)
    {
        lock (gate)
        {
            if (running != requestId)
            {
                return false;
            }

            running = null;
            return true;
        }
    }

    internal bool IsRunning(ReadOnlySpan<byte> requestId)
    {
        lock (gate)
        {
            return running is not null && Ascii.Equals(requestId, running);
        }
    }

    internal bool TryPark(RuntimeConnection connection)
    {
        lock (gate)
        {
            if (parked is not null || running is not null || isCompleting)
            {
                return false;
            }

            (parked, isReadyOnce) = (connection, true);
        }

        onReady();
        return true;
    }

    internal bool TryComplete(in RuntimeOutcome outcome)
    {
        lock (gate)
        {
            if (running is null)
            {
                return false;
            }

            (running, isCompleting) = (null, true);
        }

        onOutcome(outcome);
        isCompleting = false;
        return true;
    }

    internal bool TryFailInit(in RuntimeOutcome outcome)
    {
        lock (gate)
        {
            if (isReadyOnce)
            {
                return false;
            }
        }

        onInitError(outcome);
        return true;
    }

    internal void Publish() => onPublish();

    /// <summary>
    /// Something arrived on a connection. While it is parked that is too early: returns what to wait for, or null when it is not.
    /// The end of a parked connection unparks it.
    /// </summary>
    internal Task? WaitUntilDelivered(RuntimeConnection connection, bool isEnd)
    {
        lock (gate)
        {
            if (parked != connection)
            {
                return null;
            }

            if (isEnd)
            {
                parked = null;
                return null;
            }

            unparked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return unparked.Task;
        }
    }
}
