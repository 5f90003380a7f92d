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

    public static InvocationResult Result(InvocationRequest request, string payload) => Result(request, Encoding.UTF8.GetBytes(payload));

    public static InvocationResult Result(InvocationRequest request, byte[] payload) =>
        new() { RequestId = request.RequestId, Payload = payload, ExecutedVersion = "$LATEST" };

    public Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return Answer(request);
    }

    public Task SendAsync(InvocationRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
