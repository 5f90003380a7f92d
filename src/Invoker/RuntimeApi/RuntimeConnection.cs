using System.Text;
using Triggers.Contracts;

namespace Triggers.Invoker.RuntimeApi;

/// <summary>
/// One connection of a runtime. Written by hand and not on a web server because this loop is what every invocation pays: an
/// answer is held back while the request behind it (the pipelined <c>next</c>) is already here, so that it travels with the next
/// event in one write.
/// </summary>
internal sealed class RuntimeConnection(Stream stream, RuntimeSession session)
{
    private readonly RuntimeInbox inbox = new(stream);
    private byte[] outbox = new byte[2048];
    private int outboxLength;
    private Task? sending;

    /// <summary>Serves the connection until it ends. Never throws.</summary>
    public async Task ServeAsync()
    {
        try
        {
            while (await ServeOneAsync())
            {
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The runtime is gone; its process's end tells the rest.
        }
        catch (InvalidDataException)
        {
            await TrySayBadRequestAsync();
        }
        finally
        {
            _ = session.WaitUntilDelivered(this, isEnd: true);
            session.Publish();
            await stream.DisposeAsync();
        }
    }

    /// <summary>Sends an invocation, behind the answers that were held back. Called only while this connection is parked.</summary>
    /// <returns>False when the connection is broken.</returns>
    internal async ValueTask<bool> SendNextAsync(InvocationRequest request, string functionArn, string traceId, long deadlineMilliseconds)
    {
        var (length, rest) = NextAnswer.Write(ref outbox, outboxLength, request, functionArn, traceId, deadlineMilliseconds);
        outboxLength = 0;
        try
        {
            var first = stream.WriteAsync(outbox.AsMemory(0, length));
            if (!first.IsCompletedSuccessfully || !rest.IsEmpty)
            {
                var whole = SendRestAsync(first, rest);
                sending = whole;
                await whole;
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task SendRestAsync(ValueTask first, ReadOnlyMemory<byte> rest)
    {
        await first;
        await stream.WriteAsync(rest);
    }

    private async ValueTask<bool> ServeOneAsync()
    {
        RequestHead head;
        while (!TryReadHead(out head))
        {
            if (outboxLength > 0)
            {
                await FlushAsync();
            }

            session.Publish();
            if (!await inbox.ReceiveAsync())
            {
                return false;
            }
        }

        var body = await ReadBodyAsync(head);
        if (head.Route == RuntimeApiRoute.Next)
        {
            return await ParkAsync();
        }

        Answer(Handle(head, body));
        if (head.IsLast)
        {
            await FlushAsync();
        }

        return !head.IsLast;
    }

    private bool TryReadHead(out RequestHead head)
    {
        if (!RuntimeApiHead.TryRead(inbox.Received, out var read))
        {
            head = default;
            return false;
        }

        var isRunning = read.Route is RuntimeApiRoute.Response or RuntimeApiRoute.Error && session.IsRunning(read.RequestId);
        var errorType = read.ErrorType.IsEmpty ? null : Encoding.ASCII.GetString(read.ErrorType);
        head = new RequestHead(read.Route, read.ContentLength, isRunning, read.IsLast, read.IsContinueExpected, read.IsStreaming, errorType);
        inbox.Skip(read.Length);
        return true;
    }

    private async ValueTask<RuntimeBody> ReadBodyAsync(RequestHead head)
    {
        if (head.ContentLength == 0)
        {
            return default;
        }

        if (head.IsContinueExpected && inbox.Received.IsEmpty)
        {
            Answer(RuntimeApiAnswers.Continue);
            await FlushAsync();
        }

        return head.ContentLength < 0 ? await inbox.ReadChunkedAsync() : await inbox.ReadAsync(head.ContentLength);
    }

    private byte[] Handle(in RequestHead head, in RuntimeBody body)
    {
        var isAnswer = head.Route is RuntimeApiRoute.Response or RuntimeApiRoute.Error;
        if (isAnswer && !head.IsRunning)
        {
            return RuntimeApiAnswers.InvalidRequestId;
        }

        switch (head.Route)
        {
            case RuntimeApiRoute.Response when head.IsStreaming:
                return RuntimeApiAnswers.StreamingRefused;
            case RuntimeApiRoute.Response when body.IsTooLarge:
                return session.TryComplete(RuntimeErrors.ResponseTooLarge) ? RuntimeApiAnswers.TooLarge : RuntimeApiAnswers.InvalidRequestId;
            case RuntimeApiRoute.Error or RuntimeApiRoute.InitError when body.IsTooLarge:
                return RuntimeApiAnswers.TooLarge;
            case RuntimeApiRoute.Response:
                return session.TryComplete(new RuntimeOutcome(body.Bytes, IsError: false, null)) ? RuntimeApiAnswers.Accepted : RuntimeApiAnswers.InvalidRequestId;
            case RuntimeApiRoute.Error:
                return session.TryComplete(new RuntimeOutcome(body.Bytes, IsError: true, head.ErrorType)) ? RuntimeApiAnswers.Accepted : RuntimeApiAnswers.InvalidRequestId;
            case RuntimeApiRoute.InitError:
                return session.TryFailInit(new RuntimeOutcome(body.Bytes, IsError: true, head.ErrorType)) ? RuntimeApiAnswers.Accepted : RuntimeApiAnswers.WrongState;
            case RuntimeApiRoute.WrongMethod:
                return RuntimeApiAnswers.WrongMethod;
            default:
                return RuntimeApiAnswers.NotFound;
        }
    }

    private async ValueTask<bool> ParkAsync()
    {
        if (!session.TryPark(this))
        {
            Answer(RuntimeApiAnswers.WrongState);
            return true;
        }

        // From here on the outbox belongs to the delivery, which may have happened already.
        session.Publish();
        if (inbox.Received.IsEmpty && !await inbox.ReceiveAsync())
        {
            return false;
        }

        if (session.WaitUntilDelivered(this, isEnd: false) is { } delivered)
        {
            await delivered;
        }

        return true;
    }

    private void Answer(byte[] answer)
    {
        if (outbox.Length < outboxLength + answer.Length)
        {
            Array.Resize(ref outbox, 2 * (outboxLength + answer.Length));
        }

        answer.CopyTo(outbox, outboxLength);
        outboxLength += answer.Length;
    }

    private async ValueTask FlushAsync()
    {
        if (sending is { IsCompletedSuccessfully: false })
        {
            await sending;
        }

        var unsent = outbox.AsMemory(0, outboxLength);
        outboxLength = 0;
        await stream.WriteAsync(unsent);
    }

    private async Task TrySayBadRequestAsync()
    {
        try
        {
            outboxLength = 0;
            Answer(RuntimeApiAnswers.BadRequest);
            await FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody is there to be told.
        }
    }

    private readonly record struct RequestHead(
        RuntimeApiRoute Route, long ContentLength, bool IsRunning, bool IsLast, bool IsContinueExpected, bool IsStreaming, string? ErrorType);
}
