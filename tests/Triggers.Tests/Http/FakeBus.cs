using System.Collections.Concurrent;
using System.Text;
using Triggers.Contracts;
using Triggers.Contracts.Messaging;

namespace Triggers.Tests.Http;

/// <summary>A bus that keeps what it was given and answers what the test says.</summary>
internal sealed class FakeBus : IInvocationBus
{
    public const string Ok = """{"statusCode":200,"body":"ok"}""";

    public ConcurrentQueue<InvocationRequest> Requests { get; } = new();

    /// <summary>What an invocation comes to; by default a plain 200.</summary>
    public Func<InvocationRequest, Task<InvocationResult>> Answer { get; set; } = request => Task.FromResult(Result(request, Ok));

    /// <summary>What taking an event over comes to; by default it is taken.</summary>
    public Func<InvocationRequest, Task> Take { get; set; } = _ => Task.CompletedTask;

    public static InvocationResult Result(InvocationRequest request, string payload) => Result(request, Encoding.UTF8.GetBytes(payload));

    public static InvocationResult Result(InvocationRequest request, byte[] payload) =>
        new() { RequestId = request.RequestId, Payload = payload, ExecutedVersion = "$LATEST" };

    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return Answer(request);
    }

    public async Task SendAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        await Take(request);
        Requests.Enqueue(request);
    }
}
