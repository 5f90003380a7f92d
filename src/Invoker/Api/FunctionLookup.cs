using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Finds what a request is about, and applies what it wants changed.</summary>
internal static class FunctionLookup
{
    /// <summary>The function.</summary>
    /// <exception cref="LambdaException">ResourceNotFoundException.</exception>
    public static FunctionRecord Get(this FunctionSnapshot all, FunctionReference function, AwsIdentity identity) =>
        all.Find(function.Name) ?? throw FunctionRefusals.FunctionNotFound(function, identity);

    /// <summary>The version a qualifier stands for; an alias's first, whatever its weights.</summary>
    /// <exception cref="LambdaException">ResourceNotFoundException.</exception>
    public static FunctionConfiguration Version(this FunctionRecord record, string? qualifier, AwsIdentity identity)
    {
        FunctionRefusals.CheckQualifier(record, qualifier, identity);
        var version = qualifier is not null && record.Aliases.TryGetValue(qualifier, out var alias) ? alias.FunctionVersion : qualifier;
        return version is null or FunctionReference.Latest ? record.Latest : record.Versions.First(one => one.Version == version);
    }

    /// <summary>Changes one function, and says what came of it.</summary>
    public static async Task<T> ChangeAsync<T>(
        this FunctionStore store, FunctionReference function, AwsIdentity identity, Func<FunctionRecord, (FunctionRecord Record, T Outcome)> change,
        CancellationToken cancellationToken)
    {
        T outcome = default!;
        await store.ChangeAsync(
            all =>
            {
                (var record, outcome) = change(all.Get(function, identity));
                return all.Functions.SetItem(record.Name, record);
            },
            cancellationToken);
        return outcome;
    }

    /// <summary>Changes one function.</summary>
    public static Task ChangeAsync(
        this FunctionStore store, FunctionReference function, AwsIdentity identity, Func<FunctionSnapshot, FunctionRecord, FunctionRecord> change,
        CancellationToken cancellationToken) =>
        store.ChangeAsync(
            all => all.Functions.SetItem(function.Name, change(all, all.Get(function, identity))),
            cancellationToken);
}
