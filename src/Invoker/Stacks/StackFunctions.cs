using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Stacks;

/// <summary>Makes the record of a function that a stack wants, out of the record there is.</summary>
internal static class StackFunctions
{
    /// <summary>
    /// The record as the stack wants it; the very record there is when it is so already. Code and configuration that did not change
    /// keep their revision, and with it their warm environments. What a template does not say (versions, aliases, policies,
    /// a URL made by the Lambda API) stays; what it said before, <paramref name="said"/>, and does not say any more goes.
    /// </summary>
    public static FunctionRecord Apply(
        StackFunction wanted, StackFunction? said, FunctionRecord? current, CodePackage code, string stack, AwsIdentity identity, DateTimeOffset now)
    {
        var latest = Configure(wanted, code, identity, now);
        if (current is null)
        {
            var added = new FunctionRecord
            {
                Name = wanted.FunctionName,
                Latest = latest,
                Stack = stack,
                Tags = wanted.Tags,
                ReservedConcurrency = wanted.ReservedConcurrency,
            };
            return SetUrl(SetEventInvoke(added, wanted, now), wanted, said, now);
        }

        var applied = SetEventInvoke(current with { Stack = stack, ReservedConcurrency = wanted.ReservedConcurrency }, wanted, now);
        applied = SetUrl(applied, wanted, said, now);
        if (!current.Tags.SequenceEqual(wanted.Tags))
        {
            applied = applied with { Tags = wanted.Tags };
        }

        // Log settings that the template does not say are the API's to change.
        var kept = wanted.Kept.ContainsKey("LoggingConfig") ? latest : latest with { LogFormat = current.Latest.LogFormat, LogGroup = current.Latest.LogGroup };
        if (!VersionChanges.HaveSameContent(kept, current.Latest))
        {
            applied = applied with { Latest = kept };
        }

        return applied == current ? current : applied;
    }

    /// <summary>The event-invoke configuration that a function of a stack wants, or null.</summary>
    public static EventInvokeConfig? EventInvokeOf(StackFunction wanted, DateTimeOffset now) =>
        wanted is { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null, OnSuccess: null, OnFailure: null }
            ? null
            : new EventInvokeConfig(now, wanted.MaximumRetryAttempts, wanted.MaximumEventAgeInSeconds, wanted.OnSuccess, wanted.OnFailure);

    private static FunctionConfiguration Configure(StackFunction wanted, CodePackage code, AwsIdentity identity, DateTimeOffset now)
    {
        var configuration = new FunctionConfiguration
        {
            FunctionName = wanted.FunctionName,
            Version = FunctionReference.Latest,
            RevisionId = FunctionRefusals.NewRevision(),
            LastModified = now,
            Runtime = wanted.Runtime,
            Handler = wanted.Handler,
            Role = wanted.Role.Length > 0 ? wanted.Role : $"arn:{identity.Partition}:iam::{identity.AccountId}:role/{wanted.FunctionName}",
            Description = wanted.Description,
            Timeout = wanted.Timeout,
            MemorySize = wanted.MemorySize,
            EphemeralStorageSize = wanted.EphemeralStorageSize,
            CodeSha256 = code.Sha256,
            CodeSize = code.Size,
            Architectures = wanted.Architectures,
            Environment = wanted.Environment,
            Layers = wanted.Layers,
            TracingMode = wanted.TracingMode,
            DeadLetterTargetArn = wanted.DeadLetterTargetArn,
            Kept = wanted.Kept,
        };

        // The log settings of a template are kept as it says them.
        return configuration with
        {
            LogFormat = configuration.KeptLogging("LogFormat") ?? configuration.LogFormat,
            LogGroup = configuration.KeptLogging("LogGroup"),
        };
    }

    private static FunctionRecord SetUrl(FunctionRecord record, StackFunction wanted, StackFunction? said, DateTimeOffset now)
    {
        var current = record.Urls.GetValueOrDefault(FunctionReference.Latest);
        if (wanted.Url is not { } url)
        {
            return current is not null && current.UrlId == said?.Url?.UrlId ? record with { Urls = record.Urls.Remove(FunctionReference.Latest) } : record;
        }

        var isSame = current is not null && current.UrlId == url.UrlId && current.AuthType == url.AuthType && current.InvokeMode == url.InvokeMode
            && (current.Cors is { } before ? url.Cors is { } after && JsonElement.DeepEquals(before, after) : url.Cors is null);
        return isSame ? record : record with
        {
            Urls = record.Urls.SetItem(
                FunctionReference.Latest, new FunctionUrl(url.UrlId, url.AuthType, url.InvokeMode, url.Cors, current?.CreationTime ?? now, now)),
        };
    }

    private static FunctionRecord SetEventInvoke(FunctionRecord record, StackFunction wanted, DateTimeOffset now)
    {
        var config = EventInvokeOf(wanted, now);
        var current = record.EventInvokeConfigs.GetValueOrDefault(FunctionReference.Latest);
        if (config is null)
        {
            return current is null ? record : record with { EventInvokeConfigs = record.EventInvokeConfigs.Remove(FunctionReference.Latest) };
        }

        return current is not null && current with { LastModified = config.LastModified } == config
            ? record
            : record with { EventInvokeConfigs = record.EventInvokeConfigs.SetItem(FunctionReference.Latest, config) };
    }
}
