using System.Globalization;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Publishing and listing versions.</summary>
internal sealed class Versions(FunctionStore store, AwsIdentity identity, TimeProvider time)
{
    /// <summary><c>PublishVersion</c>.</summary>
    public async Task PublishAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.PublishVersionRequest);
        var version = await store.ChangeAsync(function, identity,
            record => VersionChanges.Publish(record, request.Description, request.CodeSha256, request.RevisionId, time.GetUtcNow()),
            context.RequestAborted);
        await Functions.AnswerAsync(context, StatusCodes.Status201Created, FunctionConfigurationShape.Of(version, identity, version.Version));
    }

    /// <summary><c>ListVersionsByFunction</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var record = store.Current.Get(context.Function(identity) with { Qualifier = null }, identity);
        var (items, next) = context.Page(Listed(record, identity));
        return context.AnswerAsync(StatusCodes.Status200OK, new ListVersionsAnswer { Versions = items, NextMarker = next }, LambdaJson.Aws.ListVersionsAnswer);
    }

    /// <summary><c>$LATEST</c> and every published version, oldest first, with keys that sort so: a blank sorts before every letter of a name.</summary>
    public static IEnumerable<KeyValuePair<string, FunctionConfigurationShape>> Listed(FunctionRecord record, AwsIdentity identity) =>
        record.Versions.Prepend(record.Latest).Select(version => KeyValuePair.Create(
            $"{record.Name} {(version.Version == FunctionReference.Latest ? 0 : int.Parse(version.Version, CultureInfo.InvariantCulture)):D10}",
            FunctionConfigurationShape.Of(version, identity, version.Version).AsListed()));
}
