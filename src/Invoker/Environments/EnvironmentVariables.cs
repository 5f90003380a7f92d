using System.Globalization;
using System.Security.Cryptography;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Runtimes;

namespace Triggers.Invoker.Environments;

/// <summary>
/// The environment of a handler process: Lambda's variables, the function's own, and nothing of ours. Which exist and who wins:
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime.
/// </summary>
internal static class EnvironmentVariables
{
    /// <summary>All variables for one new environment.</summary>
    /// <param name="configuration">The function.</param>
    /// <param name="command">Its runtime.</param>
    /// <param name="codeFolder">Where its code lies: <c>/var/task</c> on AWS.</param>
    /// <param name="temporaryFolder">A folder of its own: a box without file system of its own has no <c>/tmp</c> of its own either.</param>
    /// <param name="logGroup">Its log group.</param>
    /// <param name="logStream">Its log stream.</param>
    /// <param name="runtimeApi">Where its Runtime API is.</param>
    /// <param name="identity">Region.</param>
    public static List<KeyValuePair<string, string>> Build(
        FunctionConfiguration configuration, RuntimeCommand command, string codeFolder, string temporaryFolder,
        string logGroup, string logStream, string runtimeApi, AwsIdentity identity)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The function's own may replace these.
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["PATH"] = "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
            ["AWS_XRAY_CONTEXT_MISSING"] = "LOG_ERROR",
            ["AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1:2000",
            ["_AWS_XRAY_DAEMON_ADDRESS"] = "127.0.0.1",
            ["_AWS_XRAY_DAEMON_PORT"] = "2000",
            ["PWD"] = codeFolder,
            ["SHLVL"] = "0",
            ["TMPDIR"] = temporaryFolder,
        };
        foreach (var (name, value) in command.PathVariables)
        {
            variables[name] = value;
        }

        foreach (var (name, value) in configuration.Environment)
        {
            variables[name] = value;
        }

        // These are reserved: they always hold the platform's value.
        variables["_HANDLER"] = configuration.Handler ?? "";
        variables["AWS_REGION"] = variables["AWS_DEFAULT_REGION"] = identity.Region;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = configuration.FunctionName;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = configuration.Version;
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = configuration.MemorySize.ToString(CultureInfo.InvariantCulture);
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = logGroup;
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["LAMBDA_TASK_ROOT"] = codeFolder;
        variables["LAMBDA_RUNTIME_DIR"] = command.RuntimeFolder ?? "/var/runtime";
        AddCredentials(variables);
        if (command.ExecutionEnv is not null)
        {
            variables["AWS_EXECUTION_ENV"] = command.ExecutionEnv;
        }

        if (configuration.LogFormat == "JSON")
        {
            variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
            variables["AWS_LAMBDA_LOG_LEVEL"] = configuration.ApplicationLogLevel!;
        }

        return [.. variables];
    }

    /// <summary>
    /// Credentials of this environment alone, in the shape of temporary ones, so that AWS's SDKs start as on AWS.
    /// </summary>
    private static void AddCredentials(Dictionary<string, string> variables)
    {
        const string base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        variables["AWS_ACCESS_KEY_ID"] = variables["AWS_ACCESS_KEY"] = "ASIA" + RandomNumberGenerator.GetString(base32, 16);
        variables["AWS_SECRET_ACCESS_KEY"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        variables["AWS_SESSION_TOKEN"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(96));
    }
}
