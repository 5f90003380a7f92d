using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Logs;
using Triggers.Invoker.RuntimeApi;
using Triggers.Invoker.Sandbox;

namespace Triggers.Invoker.Environments;

/// <summary>
/// One execution environment: a process that serves one invocation at a time. It tells its pool when it is ready, has
/// answered, or has stopped. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
/// </summary>
internal sealed class ExecutionEnvironment
{
    private static readonly TimeSpan LastAnswerWait = TimeSpan.FromSeconds(1);
    private readonly EnvironmentStateMachine state = new();
    private readonly EnvironmentPool pool;
    private readonly FunctionConfiguration configuration;
    private readonly LogStream log;
    private readonly TimeProvider time;
    private readonly TimeSpan limit;
    private readonly RuntimeSession session;
    private readonly PeakMemory memory;
    private IBoxedProcess? process;
    private EnvironmentOutput? output;
    private IDisposable? listener;
    private RunningInvocation? running;
    private RunningInvocation? answered;
    private TimeSpan? unreportedInit;
    private bool isInitialized;
    private long startedAt;
    private TimeSpan initLimit;
    private string initPhase = "init";

    public ExecutionEnvironment(EnvironmentPool pool, FunctionConfiguration configuration, LogStream log, TimeProvider time)
    {
        (this.pool, this.configuration, this.log, this.time) = (pool, configuration, log, time);
        limit = TimeSpan.FromSeconds(configuration.Timeout);
        Lines = new LogLines(log, configuration, time);
        memory = new PeakMemory(time);
        session = new RuntimeSession(OnReady, OnOutcome, OnPublish, OnInitError);
    }

    /// <summary>Where it stands.</summary>
    public EnvironmentState State => state.Current;

    /// <summary>Why its init phase failed, if it did.</summary>
    public StartFailure? Failure { get; private set; }

    /// <summary>The platform's lines in its log.</summary>
    public LogLines Lines { get; }

    /// <summary>The rendezvous with its runtime.</summary>
    public RuntimeSession Session => session;

    /// <summary>Timestamp at which its init phase, or its invocation, has taken too long; <see cref="long.MaxValue"/> = never.</summary>
    public long Due { get; private set; } = long.MaxValue;

    /// <summary>Its log stream.</summary>
    public LogStream Log => log;

    /// <summary>Its own folder for temporary files; deleted with it.</summary>
    public string? TemporaryFolder { get; set; }

    /// <summary>Timestamp since which it is idle; kept by the pool.</summary>
    public long IdleSince { get; set; }

    /// <summary>As what the pool counts it; kept by the pool.</summary>
    public PoolCount CountedAs { get; set; }

    /// <summary>The one invocation it was started for, if not for whoever waits longest; kept by the pool.</summary>
    public EnvironmentWaiter? Waiter { get; set; }

    /// <summary>Takes over a process that was just started, with its Runtime API (to be closed with it).</summary>
    public void Begin(IBoxedProcess started, IDisposable? runtimeApi, TimeSpan longestInit, string phase)
    {
        (listener, initLimit, initPhase) = (runtimeApi, longestInit, phase);

        // First the process, then the look at the state; Stop does it the other way round: one of the two ends the process.
        Interlocked.Exchange(ref process, started);
        if (State == EnvironmentState.Stopping)
        {
            started.Kill();
        }

        output = new EnvironmentOutput(started.Output, log, time);
        startedAt = time.GetTimestamp();
        Due = startedAt + time.ToTimestamp(initLimit);
        pool.NoteDue(Due);
        var pump = output.PumpAsync();
        if (started.RuntimeApi is { } socket)
        {
            _ = session.ServeAsync(socket);
        }

        _ = EndAsync(started, pump);
    }

    /// <summary>Reserves a ready environment for one invocation.</summary>
    public bool TryLease() => state.TryMove(EnvironmentState.Ready, EnvironmentState.Busy);

    /// <summary>Runs an invocation in this leased environment.</summary>
    /// <returns>Null when the runtime was gone before it could be given the event: another environment may run it.</returns>
    public async Task<InvocationResult?> TryRunAsync(InvocationRequest request, string functionArn, string traceId)
    {
        var now = time.GetTimestamp();
        var run = new RunningInvocation(request, now, now + time.ToTimestamp(limit));

        // First the invocation, then the look at the state; EndAsync does it the other way round: one of the two sees the other.
        Interlocked.Exchange(ref running, run);
        if (State != EnvironmentState.Busy && Interlocked.CompareExchange(ref running, null, run) == run)
        {
            return null;
        }

        Due = run.Due;
        pool.NoteDue(run.Due);
        if (request.IsLogTailWanted)
        {
            log.StartTail();
        }

        Lines.Start(request.RequestId);
        var deadline = (time.GetUtcNow() + limit).ToUnixTimeMilliseconds();
        if (!await session.DeliverAsync(request, functionArn, traceId, deadline) && Interlocked.CompareExchange(ref running, null, run) == run)
        {
            Stop();
            return null;
        }

        return await run.Task;
    }

    /// <summary>Ends it when what it does is over its time.</summary>
    public void CheckDue(long now)
    {
        if (now < Due)
        {
            return;
        }

        if (state.TryMove(EnvironmentState.Starting, EnvironmentState.Stopping))
        {
            Failure ??= new StartFailure(FunctionErrors.TimedOut, FunctionErrors.TimeoutMessage(initLimit), IsTimeout: true);
            Stop();
            return;
        }

        if (Volatile.Read(ref running) is not { } run || now < run.Due || !session.TryAbandon(run.Request.RequestId))
        {
            return;
        }

        output!.Drain();
        Lines.TimedOut(run.Request.RequestId, limit);
        var document = FunctionErrors.Document(run.Request.RequestId, FunctionErrors.TimedOut, FunctionErrors.TimeoutMessage(limit));
        Finish(run, new RuntimeOutcome(document, IsError: true, FunctionErrors.TimedOut), "timeout", limit);
        Stop();
        OnPublish();
    }

    /// <summary>Ends the process and its group. The pool hears of it when it has ended.</summary>
    public void Stop()
    {
        state.Stop();
        Due = long.MaxValue;
        process?.Kill();
    }

    /// <summary>Writes the lines of an invocation that could not be run because the init phase failed.</summary>
    /// <returns>The log tail, when it is wanted.</returns>
    public byte[] ReportFailedStart(InvocationRequest request)
    {
        if (request.IsLogTailWanted)
        {
            log.StartTail();
        }

        Lines.Start(request.RequestId);
        if (Failure!.Posted is null)
        {
            Lines.Failed(request.RequestId, Failure.Message, Failure.ErrorType);
        }

        Lines.Report(request.RequestId, TimeSpan.Zero, time.GetElapsedTime(startedAt), memory.Bytes, Failure.IsTimeout ? "timeout" : "error", Failure.ErrorType);
        var tail = log.TakeTail();
        log.Dispose();
        return tail;
    }

    /// <summary>The process could not even be started.</summary>
    public void FailToStart(StartFailure failure)
    {
        Failure = failure;
        startedAt = time.GetTimestamp();
        state.End();
        log.Dispose();
        EnvironmentFolder.Delete(TemporaryFolder);
        pool.OnStopped(this);
    }

    private void OnReady()
    {
        if (state.TryMove(EnvironmentState.Starting, EnvironmentState.Ready))
        {
            isInitialized = true;
            unreportedInit = time.GetElapsedTime(startedAt);
        }
        else if (!state.TryMove(EnvironmentState.Answered, EnvironmentState.Ready))
        {
            return;
        }

        Due = long.MaxValue;
        pool.OnReady(this);
    }

    private void OnOutcome(RuntimeOutcome outcome)
    {
        if (Volatile.Read(ref running) is not { } run)
        {
            return;
        }

        output!.Drain();
        Finish(run, outcome, outcome.IsError ? "error" : "success", time.GetElapsedTime(run.Started));
        if (state.TryMove(EnvironmentState.Busy, EnvironmentState.Answered))
        {
            pool.OnAnswered(this);
        }
    }

    /// <summary>Hands the answered invocation to its caller, who goes on right here.</summary>
    private void OnPublish()
    {
        if (Interlocked.Exchange(ref answered, null) is { Result: { } result } run)
        {
            run.SetResult(result);
        }
    }

    private void OnInitError(RuntimeOutcome outcome) =>
        Failure ??= new StartFailure(outcome.ErrorType ?? "Runtime.Unknown", "", outcome.Payload);

    private void Finish(RunningInvocation run, RuntimeOutcome outcome, string status, TimeSpan duration)
    {
        Volatile.Write(ref running, null);
        Due = long.MaxValue;
        memory.Read(process!);
        var errorType = outcome.IsError ? outcome.ErrorType : null;
        Lines.Report(run.Request.RequestId, duration, unreportedInit, memory.Bytes, status, errorType);
        unreportedInit = null;
        run.Result = new InvocationResult
        {
            RequestId = run.Request.RequestId,
            Payload = outcome.Payload,
            FunctionError = outcome.IsError ? FunctionErrors.Unhandled : null,
            ExecutedVersion = configuration.Version,
            LogTail = run.Request.IsLogTailWanted ? log.TakeTail() : default,
        };
        Volatile.Write(ref answered, run);
    }

    private async Task EndAsync(IBoxedProcess ended, Task pump)
    {
        var exit = await ended.Exited;

        // What it sent before its end still counts; a child that left the group may hold the sockets open longer.
        await Task.WhenAny(Task.WhenAll(session.WhenAllEnded(), pump), Task.Delay(LastAnswerWait, time, CancellationToken.None));
        state.End();
        var reason = "Runtime exited " + exit.Describe();
        if (!isInitialized)
        {
            Failure ??= new StartFailure(FunctionErrors.ExitError, reason);
            Lines.InitFailed(time.GetElapsedTime(startedAt), initPhase, Failure.IsTimeout ? "timeout" : "error", Failure.IsTimeout ? null : Failure.ErrorType);
        }

        if (Volatile.Read(ref running) is { } run && session.TryAbandon(run.Request.RequestId))
        {
            Lines.Failed(run.Request.RequestId, reason, FunctionErrors.ExitError);
            var document = FunctionErrors.Document(run.Request.RequestId, FunctionErrors.ExitError, reason);
            Finish(run, new RuntimeOutcome(document, IsError: true, FunctionErrors.ExitError), "error", time.GetElapsedTime(run.Started));
        }

        OnPublish();
        listener?.Dispose();
        ended.RuntimeApi?.Dispose();
        ended.Dispose();
        log.Dispose();
        EnvironmentFolder.Delete(TemporaryFolder);
        pool.OnStopped(this);
    }
}
