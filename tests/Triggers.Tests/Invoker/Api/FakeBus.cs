using System.Collections.Concurrent;
using System.Text;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;

namespace Triggers.Tests.Invoker.Api;

/// <summary>A bus that keeps what it was given and answers as it was told.</summary>
internal sealed class FakeBus : IInvocationBus
{
    public ConcurrentQueue<InvocationRequest> Invoked { get; } = new();

    public ConcurrentQueue<InvocationRequest> Sent { get; } = new();

    public Func<InvocationRequest, CancellationToken, Task<InvocationResult>> Answer { get; set; } = (request, _) => Task.FromResult(Result(request, "null"));

    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        Invoked.Enqueue(request);
        return Answer(request, cancellationToken);
    }

    public async Task SendAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request);
        await Answer(request, cancellationToken);
    }

    public static InvocationResult Result(InvocationRequest request, string payload, string? functionError = null) => new()
    {
        RequestId = request.RequestId,
        Payload = Encoding.UTF8.GetBytes(payload),
        ExecutedVersion = "$LATEST",
        FunctionError = functionError,
        LogTail = request.IsLogTailWanted ? "START\nEND\n"u8.ToArray() : default,
    };
}
