using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Host.Endpoints;
using Triggers.Host.Templates.Problems;

namespace Triggers.Host.Commands;

/// <summary>Says what went wrong in a sentence and gives the exit code: the one place for it.</summary>
internal static class Failures
{
    /// <summary>Prints the failure.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception failure, TextWriter error)
    {
        if (failure is OperationCanceledException)
            return ExitCodes.Failed;

        error.WriteLine(Describe(failure));
        return failure is UsageException ? ExitCodes.WrongUsage : ExitCodes.Failed;
    }

    /// <summary>The sentence for it.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        UsageException or SettingException or EndpointException or TemplateException or LambdaException => failure.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, OptionFailures.Describe(invalid)),
        // The binder's own sentence names the setting, its value and the type: "Failed to convert configuration value 'abc' at 'Invoker:KeepWarm' …".
        InvalidOperationException when failure.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => failure.Message,
        InvalidDataException when failure.Message.StartsWith("Failed to load configuration from file", StringComparison.Ordinal) =>
            $"{failure.Message} {failure.InnerException?.Message}",
        HttpRequestException => $"The request failed: {failure.Message}",
        IOException when failure.InnerException is AddressInUseException => failure.Message,
        IOException or UnauthorizedAccessException or SocketException => failure.Message,
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        _ => $"Something unexpected failed, which is a defect of this program: {failure.GetType().Name}: {failure.Message}",
    };
}
