using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Git.Pushes;
using Triggers.Git.References;
using Triggers.Git.Repositories;

namespace Triggers.Git.Api;

/// <summary>
/// The operations of CodeCommit that are about triggers, as <c>aws codecommit</c> and the SDKs call them.
/// https://docs.aws.amazon.com/codecommit/latest/APIReference/API_Operations.html
/// </summary>
internal sealed class CodeCommitApi(
    GitRepositories repositories, TriggerStore store, EventSender events, KnownReferences known, IOptions<AwsIdentity> identity)
{
    private const string Service = "codecommit";
    private const string TargetPrefix = "CodeCommit_20150413.";

    /// <summary>What it serves.</summary>
    public static ImmutableArray<string> Operations { get; } = ["PutRepositoryTriggers", "GetRepositoryTriggers", "TestRepositoryTriggers"];

    /// <summary>An operation as the management address maps it.</summary>
    public static ManagementEndpoint Endpoint(string operation, IServiceProvider services)
    {
        Func<JsonElement, Task<Action<Utf8JsonWriter>>> run = request => services.GetRequiredService<CodeCommitApi>().RunAsync(operation, request);
        return new(Service, operation, context => CodeCommitAnswer.RunAsync(context, run)) { Target = TargetPrefix + operation };
    }

    private Task<Action<Utf8JsonWriter>> RunAsync(string operation, JsonElement request) => operation switch
    {
        "PutRepositoryTriggers" => PutAsync(request),
        "GetRepositoryTriggers" => GetAsync(request),
        _ => TestAsync(request),
    };

    private async Task<Action<Utf8JsonWriter>> PutAsync(JsonElement request)
    {
        var repository = Find(request);
        var triggers = TriggerRules.Read(request, identity.Value);
        await store.PutAsync(repository.Name, triggers);
        return json => json.WriteString("configurationId", TriggerList.ConfigurationId(triggers));
    }

    private Task<Action<Utf8JsonWriter>> GetAsync(JsonElement request)
    {
        var repository = Find(request);
        return Task.FromResult<Action<Utf8JsonWriter>>(json =>
        {
            json.WriteString("configurationId", TriggerList.ConfigurationId(repository.Triggers));
            json.WritePropertyName("triggers");
            TriggerList.Write(json, repository.Triggers);
        });
    }

    private async Task<Action<Utf8JsonWriter>> TestAsync(JsonElement request)
    {
        var repository = Find(request);
        var triggers = TriggerRules.Read(request, identity.Value);
        var tip = known.Of(repository.Name).AnyBranch();
        var change = new ReferenceChange(tip?.Name ?? "refs/heads/main", tip?.ObjectId ?? ObjectIds.None, tip?.ObjectId ?? ObjectIds.None);
        var (succeeded, failed) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<(string Name, string Message)>());
        foreach (var trigger in triggers)
        {
            try
            {
                await events.SendTestAsync(repository.Name, trigger, change);
                succeeded.Add(trigger.Name);
            }
            catch (LambdaException e)
            {
                failed.Add((trigger.Name, e.Message));
            }
        }

        return json => WriteResult(json, succeeded, failed);
    }

    private static void WriteResult(Utf8JsonWriter json, IEnumerable<string> succeeded, IEnumerable<(string Name, string Message)> failed)
    {
        json.WriteStartArray("successfulExecutions");
        foreach (var name in succeeded)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("failedExecutions");
        foreach (var (name, message) in failed)
        {
            json.WriteStartObject();
            json.WriteString("trigger", name);
            json.WriteString("failureMessage", message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private GitRepository Find(JsonElement request)
    {
        var name = TriggerList.Text(request, "RepositoryName");
        return string.IsNullOrEmpty(name) ? throw new CodeCommitException("RepositoryNameRequiredException", "A repository name is required.")
            : !RepositoryNames.IsName(name) ? throw new CodeCommitException("InvalidRepositoryNameException", $"'{name}' is no repository's name.")
            : repositories.Find(name) ?? throw new CodeCommitException("RepositoryDoesNotExistException", $"{name} does not exist");
    }
}
