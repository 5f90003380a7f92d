using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Logs;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.RuntimeApi;
using Triggers.Invoker.Runtimes;
using Triggers.Invoker.Sandbox;

namespace Triggers.Invoker.Environments;

/// <summary>Makes execution environments and starts their processes.</summary>
internal sealed partial class EnvironmentFactory(
    ISandbox sandbox, RuntimeResolver runtimes, CodeStore code, LogFiles logs, EnvironmentFolder folder, IOptions<AwsIdentity> identity, TimeProvider time,
    ILogger<EnvironmentFactory> log)
{
    /// <summary>A new environment, not started yet, with a log stream of its own.</summary>
    public ExecutionEnvironment Create(EnvironmentPool pool)
    {
        var configuration = pool.Configuration;
        var stream = new LogStream(logs, configuration.EffectiveLogGroup, LogFolder.NewStreamName(configuration, time.GetUtcNow()), time);
        return new ExecutionEnvironment(pool, configuration, stream, time);
    }

    /// <summary>Starts its process. A failure is the environment's end, told to its pool; it never throws.</summary>
    public void Start(ExecutionEnvironment environment, FunctionConfiguration configuration, TimeSpan initLimit, string phase)
    {
        try
        {
            var codeFolder = code.FolderOf(configuration.CodeSha256);
            var command = runtimes.Resolve(configuration.Runtime ?? "", codeFolder);
            if (command.Warning is not null)
            {
                environment.Lines.Note(command.Warning);
            }

            environment.Lines.InitStart($"{configuration.Runtime} ({command.FileName})");
            var isPipeWanted = command.IsOwnBootstrap && sandbox.CanPassPipes;
            var listener = isPipeWanted ? null : new RuntimeApiListener(environment.Session);
            var variables = EnvironmentVariables.Build(
                configuration, command, codeFolder, folder.Create(environment), environment.Log.Group, environment.Log.Name,
                listener?.Address ?? "fd:3,4", identity.Value);
            var process = sandbox.Start(new BoxSpecification(command.FileName, command.Arguments, variables, codeFolder, isPipeWanted));
            LogStarted(log, configuration.FunctionName, configuration.Version, process.Id, phase);
            environment.Begin(process, listener, initLimit, phase);
        }
        catch (RuntimeStartException exception)
        {
            environment.FailToStart(new StartFailure(exception.ErrorType, exception.Message));
        }
        catch (SandboxException exception)
        {
            environment.FailToStart(new StartFailure("Runtime.InvalidEntrypoint", exception.Message));
        }
        catch (Exception exception)
        {
            LogNotStarted(log, configuration.FunctionName, configuration.Version, exception);
            environment.FailToStart(new StartFailure("Sandbox.Failure", exception.Message) { Refusal = exception as LambdaException });
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "An execution environment of {Function}:{Version} starts as process {Process} ({Phase}).")]
    private static partial void LogStarted(ILogger logger, string function, string version, int process, string phase);

    [LoggerMessage(Level = LogLevel.Error, Message = "An execution environment of {Function}:{Version} cannot be started.")]
    private static partial void LogNotStarted(ILogger logger, string function, string version, Exception exception);
}
