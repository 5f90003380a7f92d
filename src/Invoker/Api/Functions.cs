using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Api.Signing;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Showing, listing, configuring and deleting functions. Their code comes in by <see cref="Code"/>.</summary>
internal sealed class Functions(FunctionStore store, AwsIdentity identity, TimeProvider time, SignatureV4Presigner presigner)
{
    /// <summary><c>GetFunction</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var record = store.Current.Get(function, identity);
        var version = record.Version(function.Qualifier, identity);
        return context.AnswerAsync(StatusCodes.Status200OK, new GetFunctionAnswer
        {
            Configuration = FunctionConfigurationShape.Of(version, identity, function.Qualifier),
            Code = new CodeLocationShape
            {
                RepositoryType = "S3",
                Location = presigner.Presign(context.Request, $"/triggers/code/{version.CodeSha256}.zip", context.Features.Get<Caller>()?.AccessKey),
            },
            Tags = record.Tags.IsEmpty ? null : record.Tags,
            Concurrency = record.ReservedConcurrency is { } reserved ? new ConcurrencyShape { ReservedConcurrentExecutions = reserved } : null,
        }, LambdaJson.Aws.GetFunctionAnswer);
    }

    /// <summary><c>GetFunctionConfiguration</c>.</summary>
    public Task GetConfigurationAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var version = store.Current.Get(function, identity).Version(function.Qualifier, identity);
        return AnswerAsync(context, StatusCodes.Status200OK, FunctionConfigurationShape.Of(version, identity, function.Qualifier));
    }

    /// <summary><c>ListFunctions</c>: by name, or with every version.</summary>
    public Task ListAsync(HttpContext context)
    {
        var which = context.Parameter("FunctionVersion");
        if (which is not (null or "ALL"))
        {
            throw ApiRequest.Invalid(which, "functionVersion", "Member must satisfy enum value set: [ALL]");
        }

        var all = store.Current.Functions.Values;
        var (items, next) = context.Page(which is null
            ? all.Select(record => KeyValuePair.Create(record.Name, FunctionConfigurationShape.Of(record.Latest, identity, null).AsListed()))
            : all.SelectMany(record => Versions.Listed(record, identity)));
        return context.AnswerAsync(StatusCodes.Status200OK, new ListFunctionsAnswer { Functions = items, NextMarker = next }, LambdaJson.Aws.ListFunctionsAnswer);
    }

    /// <summary><c>UpdateFunctionConfiguration</c>.</summary>
    public async Task UpdateConfigurationAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.UpdateFunctionConfigurationRequest);
        UnsupportedSettings.Check(request.Others, request.Layers);
        var changed = await store.ChangeAsync(function, identity, record =>
        {
            var after = FunctionChanges.UpdateConfiguration(record, latest => latest with
            {
                Role = request.Role ?? latest.Role,
                Handler = request.Handler ?? latest.Handler,
                Runtime = request.Runtime ?? latest.Runtime,
                Description = request.Description ?? latest.Description,
                Timeout = request.Timeout ?? latest.Timeout,
                MemorySize = request.MemorySize ?? latest.MemorySize,
                Environment = request.Environment is { } environment ? Required.Values("environment.variables", environment.Variables) : latest.Environment,
                DeadLetterTargetArn = request.DeadLetterConfig is { } deadLetter ? deadLetter.TargetArn : latest.DeadLetterTargetArn,
                TracingMode = request.TracingConfig?.Mode ?? latest.TracingMode,
                EphemeralStorageSize = request.EphemeralStorage?.Size ?? latest.EphemeralStorageSize,
                LogFormat = request.LoggingConfig?.LogFormat ?? latest.LogFormat,
                LogGroup = request.LoggingConfig?.LogGroup ?? latest.LogGroup,
                Kept = KeptSettings.Merge(latest.Kept, request.Others, request.LoggingConfig),
            }, request.RevisionId, time.GetUtcNow());
            return (after, after.Latest);
        }, context.RequestAborted);
        await AnswerAsync(context, StatusCodes.Status200OK, FunctionConfigurationShape.Of(changed, identity, null).AsUpdating());
    }

    /// <summary><c>DeleteFunction</c>: the whole function, or one version of it.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        var function = context.Function(identity);
        await store.ChangeAsync(all =>
        {
            var record = all.Get(function, identity);
            return function.Qualifier is { } version
                ? all.Functions.SetItem(record.Name, VersionChanges.Delete(record, version, identity))
                : all.Functions.Remove(record.Name);
        }, context.RequestAborted);
        context.AnswerNothing();
    }

    /// <summary>A configuration as the answer.</summary>
    public static Task AnswerAsync(HttpContext context, int status, FunctionConfigurationShape configuration) =>
        context.AnswerAsync(status, configuration, LambdaJson.Aws.FunctionConfigurationShape);
}
