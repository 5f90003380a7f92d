using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Functions;

namespace Triggers.Tests.Invoker.Functions;

public sealed class FunctionChangesTests
{
    private const string OtherRevision = "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id";

    private static readonly DateTimeOffset Now = TestFunctions.Then.AddHours(1);
    private static readonly AwsIdentity Identity = new();

    [Fact]
    public void Creates_a_function_with_a_revision_and_a_time()
    {
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v");
        var record = FunctionChanges.Create(FunctionSnapshot.Empty, TestFunctions.Configuration() with { RevisionId = "", LastModified = default, Version = "" }, tags, Now);
        Assert.True(Guid.TryParse(record.Latest.RevisionId, out _));
        Assert.Equal(
            TestFunctions.Print(TestFunctions.Record() with { Tags = tags, Latest = TestFunctions.Configuration() with { LastModified = Now } }),
            TestFunctions.Print(record with { Latest = record.Latest with { RevisionId = "r0" } }));
    }

    [Fact]
    public void Refuses_a_function_that_is_there()
    {
        var all = new FunctionSnapshot(FunctionSnapshot.Empty.Functions.Add("f", TestFunctions.Record()));
        Refuses(LambdaErrors.ResourceConflict, "Function already exist: f", () => FunctionChanges.Create(all, TestFunctions.Configuration(), ImmutableSortedDictionary<string, string>.Empty, Now));
    }

    [Fact]
    public void Updates_code_under_a_new_revision()
    {
        var record = FunctionChanges.UpdateCode(TestFunctions.Record(), "ab", 9, ["arm64"], "r0", Now);
        Assert.NotEqual("r0", record.Latest.RevisionId);
        Assert.Equal(("ab", 9L, "arm64", Now), (record.Latest.CodeSha256, record.Latest.CodeSize, record.Latest.Architectures.Single(), record.Latest.LastModified));
        Assert.Equal(["x86_64"], FunctionChanges.UpdateCode(TestFunctions.Record(), "ab", 9, null, null, Now).Latest.Architectures);
    }

    [Fact]
    public void Refuses_an_update_of_a_revision_that_is_gone() =>
        Refuses(LambdaErrors.PreconditionFailed, OtherRevision, () => FunctionChanges.UpdateConfiguration(TestFunctions.Record(), latest => latest with { Timeout = 9 }, "other", Now));

    [Fact]
    public void Refuses_an_update_that_breaks_a_rule() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1",
        () => FunctionChanges.UpdateConfiguration(TestFunctions.Record(), latest => latest with { Timeout = 0 }, null, Now));

    [Fact]
    public void Publishes_a_version_once_for_each_state_of_the_function()
    {
        var (first, one) = VersionChanges.Publish(TestFunctions.Record(), "first", null, null, Now);
        Assert.Equal(("1", "first", Now), (one.Version, one.Description, one.LastModified));
        Assert.NotEqual("r0", one.RevisionId);
        Assert.Equal("r0", first.Latest.RevisionId);

        var (same, again) = VersionChanges.Publish(first, null, null, null, Now);
        Assert.Same(first, same);
        Assert.Same(one, again);
        Assert.Same(one, VersionChanges.Publish(first, "another description", null, null, Now).Version);

        // The same code uploaded again is a new revision, but nothing that a version would hold differently.
        var touched = FunctionChanges.UpdateCode(first, first.Latest.CodeSha256, first.Latest.CodeSize, null, null, Now);
        Assert.Equal("1", VersionChanges.Publish(touched, "first", null, null, Now).Version.Version);

        var (second, two) = VersionChanges.Publish(FunctionChanges.UpdateConfiguration(first, latest => latest with { Timeout = 9 }, null, Now), null, null, null, Now);
        Assert.Equal(("2", 9, ""), (two.Version, two.Timeout, two.Description));
        Assert.Equal(["1", "2"], second.Versions.Select(version => version.Version));
        Assert.Equal(3, second.NextVersion);
    }

    [Fact]
    public void Never_uses_a_version_number_twice()
    {
        var published = VersionChanges.Publish(TestFunctions.Record(), null, null, null, Now).Record;
        var without = VersionChanges.Delete(published, "1", Identity);
        Assert.Empty(without.Versions);
        Assert.Equal("2", VersionChanges.Publish(without, null, null, null, Now).Version.Version);
    }

    [Fact]
    public void Publishes_only_the_code_and_revision_that_the_caller_means()
    {
        const string Hash = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        Assert.Equal("1", VersionChanges.Publish(TestFunctions.Record(), null, Hash, "r0", Now).Version.Version);
        Refuses(
            LambdaErrors.InvalidParameterValue,
            $"CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ({Hash}). Please try again with the CodeSHA256 in $LATEST.",
            () => VersionChanges.Publish(TestFunctions.Record(), null, "other", null, Now));
        Refuses(LambdaErrors.PreconditionFailed, OtherRevision, () => VersionChanges.Publish(TestFunctions.Record(), null, null, "other", Now));
    }

    [Fact]
    public void Deletes_a_version_only_when_it_is_one_and_no_alias_stands_for_it()
    {
        var record = TestFunctions.Full();
        Refuses(LambdaErrors.InvalidParameterValue, "$LATEST version cannot be deleted without deleting the function.", () => VersionChanges.Delete(record, "$LATEST", Identity));
        Refuses(LambdaErrors.InvalidParameterValue, "Deletion of aliases is not currently supported.", () => VersionChanges.Delete(record, "live", Identity));
        Refuses(LambdaErrors.ResourceNotFound, "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:7", () => VersionChanges.Delete(record, "7", Identity));
        Refuses(LambdaErrors.ResourceConflict, "Version 1 of f cannot be deleted: these aliases stand for it: [live]", () => VersionChanges.Delete(record, "1", Identity));
    }

    [Fact]
    public void Makes_and_changes_aliases()
    {
        var record = TwoVersions();
        var (with, alias) = AliasChanges.Create(record, "live", "1", null, null, Identity);
        Assert.Equal(new FunctionAlias("live", "1", "", alias.RevisionId), alias);
        var (weighted, changed) = AliasChanges.Update(with, "live", null, "d", new Dictionary<string, double> { ["2"] = 0.25 }, alias.RevisionId, Identity);
        Assert.Equal(new FunctionAlias("live", "1", "d", changed.RevisionId, "2", 0.25), changed);
        Assert.NotEqual(alias.RevisionId, changed.RevisionId);
        Assert.Equal(changed with { Description = "e", RevisionId = "" }, AliasChanges.Update(weighted, "live", null, "e", null, null, Identity).Alias with { RevisionId = "" });
        Assert.Null(AliasChanges.Update(weighted, "live", null, null, new Dictionary<string, double>(), null, Identity).Alias.AdditionalVersion);
        Assert.Empty(AliasChanges.Delete(weighted, "live").Aliases);
        Assert.Same(weighted.Aliases, AliasChanges.Delete(weighted, "none").Aliases);
    }

    [Fact]
    public void Refuses_aliases_as_AWS_does()
    {
        var record = AliasChanges.Create(TwoVersions(), "live", "1", null, null, Identity).Record;
        Refuses(LambdaErrors.ResourceConflict, "Alias already exists: arn:aws:lambda:us-east-1:000000000000:function:f:live", () => AliasChanges.Create(record, "live", "1", null, null, Identity));
        Refuses(LambdaErrors.ResourceNotFound, "Alias not found: arn:aws:lambda:us-east-1:000000000000:function:f:none", () => AliasChanges.Update(record, "none", null, null, null, null, Identity));
        Refuses(LambdaErrors.ResourceNotFound, "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:9", () => AliasChanges.Create(record, "new", "9", null, null, Identity));
        Refuses(LambdaErrors.PreconditionFailed, OtherRevision, () => AliasChanges.Update(record, "live", "2", null, null, "other", Identity));
        Refuses(
            LambdaErrors.Validation,
            "1 validation error detected: Value '12' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
            () => AliasChanges.Create(record, "12", "1", null, null, Identity));
        Weights("Number of items in AdditionalVersionWeights cannot be greater than 1", "1", ("2", 0.1), ("3", 0.1));
        Weights("Invalid function version 1. Function version 1 is already included in routing configuration.", "1", ("1", 0.1));
        Weights("$LATEST is not supported for an alias pointing to more than 1 version", "$LATEST", ("1", 0.1));

        void Weights(string message, string version, params (string Version, double Weight)[] weights) => Refuses(
            LambdaErrors.InvalidParameterValue, message,
            () => AliasChanges.Create(record, "new", version, null, weights.ToDictionary(weight => weight.Version, weight => weight.Weight), Identity));
    }

    [Fact]
    public void Refuses_a_weight_outside_of_0_to_1() => Refuses(
        LambdaErrors.Validation,
        "1 validation error detected: Value '{2=1.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: " +
        "[Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
        () => AliasChanges.Create(TwoVersions(), "a", "1", null, new Dictionary<string, double> { ["2"] = 1.5 }, Identity));

    [Fact]
    public void Puts_updates_and_deletes_event_invoke_configurations()
    {
        var (with, config) = EventInvokeChanges.Put(TwoVersions(), null, new EventInvokeConfig(default, 1, OnFailure: "arn:aws:sqs:us-east-1:000000000000:q", OnSuccess: ""), Identity, Now);
        Assert.Equal(new EventInvokeConfig(Now, 1, null, null, "arn:aws:sqs:us-east-1:000000000000:q"), config);
        Assert.Equal(["$LATEST"], with.EventInvokeConfigs.Keys);
        var (updated, changed) = EventInvokeChanges.Update(with, null, new EventInvokeConfig(default, MaximumEventAgeInSeconds: 60), Identity, Now);
        Assert.Equal(config with { MaximumEventAgeInSeconds = 60 }, changed);
        Assert.Empty(EventInvokeChanges.Delete(updated, null, Identity).EventInvokeConfigs);
        Refuses(
            LambdaErrors.ResourceNotFound, "The function arn:aws:lambda:us-east-1:000000000000:function:f:1 doesn't have an EventInvokeConfig",
            () => EventInvokeChanges.Delete(updated, "1", Identity));
    }

    public static TheoryData<string, EventInvokeConfig> BadEventInvokes => new()
    {
        { "You must specify at least one of error handling or destination setting.", new EventInvokeConfig(default) },
        { "You can't specify the function as a destination for itself.", new EventInvokeConfig(default, OnSuccess: "arn:aws:lambda:us-east-1:000000000000:function:f:live") },
        {
            "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::bucket), onFailure=null) is invalid.",
            new EventInvokeConfig(default, OnSuccess: "arn:aws:s3:::bucket")
        },
        {
            "2 validation errors detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2; " +
            "Value '59' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
            new EventInvokeConfig(default, 3, 59)
        },
    };

    [Theory]
    [MemberData(nameof(BadEventInvokes))]
    public void Refuses_event_invoke_configurations_as_AWS_does(string message, EventInvokeConfig config) =>
        Assert.Equal(message, Assert.Throws<LambdaException>(() => EventInvokeChanges.Put(TestFunctions.Record(), null, config, Identity, Now)).Message);

    [Fact]
    public void Makes_changes_and_deletes_function_urls()
    {
        var cors = JsonElement.Parse("""{"AllowOrigins":["*"]}""");
        var (with, url) = UrlChanges.Create(TestFunctions.Record(), null, "NONE", null, cors, Identity, Now);
        Assert.Matches("^[a-z0-9]{32}$", url.UrlId);
        Assert.Equal(new FunctionUrl(url.UrlId, "NONE", "BUFFERED", cors, Now, Now), url);
        var later = Now.AddHours(1);
        Assert.Equal(url with { AuthType = "AWS_IAM", LastModifiedTime = later }, UrlChanges.Update(with, null, "AWS_IAM", null, null, later).Url);
        Assert.Empty(UrlChanges.Delete(with, null).Urls);
        Refuses(
            LambdaErrors.ResourceConflict,
            "Failed to create function url config for [functionArn = arn:aws:lambda:us-east-1:000000000000:function:f]. Error message:  FunctionUrlConfig exists for this Lambda function",
            () => UrlChanges.Create(with, null, "NONE", null, null, Identity, Now));
        Refuses(LambdaErrors.ResourceNotFound, "The resource you requested does not exist.", () => UrlChanges.Delete(TestFunctions.Record(), null));
        Refuses(LambdaErrors.ResourceNotFound, "Function does not exist", () => UrlChanges.Create(with, "none", "NONE", null, null, Identity, Now));
        Refuses(
            LambdaErrors.Validation,
            "2 validation errors detected: Value '1' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$); " +
            "Value 'OPEN' at 'authType' failed to satisfy constraint: Member must satisfy enum value set: [NONE, AWS_IAM]",
            () => UrlChanges.Create(with, "1", "OPEN", null, null, Identity, Now));
    }

    [Fact]
    public void Adds_and_removes_statements_without_touching_the_codes_revision()
    {
        var statement = JsonElement.Parse("""{"Sid":"s","Effect":"Allow"}""");
        var record = PolicyChanges.Add(TwoVersions(), null, "s", statement, null, Identity);
        var revision = PolicyChanges.Find(record, null)!.RevisionId;
        record = PolicyChanges.Add(record, null, "t", JsonElement.Parse("""{"Sid":"t"}"""), revision, Identity);
        Assert.Equal("r0", record.Latest.RevisionId);
        Assert.NotEqual(revision, PolicyChanges.Find(record, null)!.RevisionId);
        Assert.Equal(["""{"Sid":"s","Effect":"Allow"}""", """{"Sid":"t"}"""], PolicyChanges.Find(record, null)!.Statements.Select(kept => kept.GetRawText()));
        Refuses(
            LambdaErrors.ResourceConflict, "The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.",
            () => PolicyChanges.Add(record, null, "s", statement, null, Identity));
        Refuses(LambdaErrors.PreconditionFailed, OtherRevision, () => PolicyChanges.Add(record, null, "u", statement, revision, Identity));
        Refuses(LambdaErrors.InvalidParameterValue, "We currently do not support adding policies for $LATEST.", () => PolicyChanges.Add(record, "$LATEST", "u", statement, null, Identity));
        Refuses(LambdaErrors.ResourceNotFound, "Statement u is not found in resource policy.", () => PolicyChanges.Remove(record, null, "u", null, Identity));
        Refuses(LambdaErrors.ResourceNotFound, "No policy is associated with the given resource.", () => PolicyChanges.Remove(record, "1", "u", null, Identity));
        Assert.Empty(PolicyChanges.Remove(PolicyChanges.Remove(record, null, "s", null, Identity), null, "t", null, Identity).Policies);
    }

    [Fact]
    public void Refuses_a_policy_over_20_KB()
    {
        var statement = JsonElement.Parse($$"""{"Sid":"s","x":"{{new string('x', 20480)}}"}""");
        Refuses(
            LambdaErrors.PolicyLengthExceeded, "The final policy size (20,552) is bigger than the limit (20,480).",
            () => PolicyChanges.Add(TestFunctions.Record(), null, "s", statement, null, Identity));
    }

    [Fact]
    public void Reserves_concurrency_and_gives_it_back()
    {
        var all = new FunctionSnapshot(FunctionSnapshot.Empty.Functions.Add("f", TestFunctions.Record()));
        var reserved = FunctionChanges.SetReservedConcurrency(all, all.Find("f")!, 900, new InvokerOptions());
        Assert.Equal(900, reserved.ReservedConcurrency);
        Assert.Null(FunctionChanges.SetReservedConcurrency(all, reserved, null, new InvokerOptions()).ReservedConcurrency);
        Refuses(
            LambdaErrors.InvalidParameterValue,
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
            () => FunctionChanges.SetReservedConcurrency(all, reserved, 901, new InvokerOptions()));
    }

    [Fact]
    public void Adds_and_removes_tags()
    {
        var tagged = FunctionChanges.Tag(TestFunctions.Record(), new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });
        Assert.Equal(["b"], FunctionChanges.Untag(tagged, ["a", "none"]).Tags.Keys);
        Refuses(
            LambdaErrors.InvalidParameterValue, "Number of tags exceeds resource tag limit.",
            () => FunctionChanges.Tag(tagged, Enumerable.Range(0, 49).ToDictionary(number => $"k{number}", _ => "")));
    }

    private static FunctionRecord TwoVersions()
    {
        var record = TestFunctions.Record();
        return record with { Versions = [record.Latest with { Version = "1" }, record.Latest with { Version = "2", Timeout = 9 }], NextVersion = 3 };
    }

    private static void Refuses(LambdaError error, string message, Func<object> change)
    {
        var refusal = Assert.Throws<LambdaException>(() => change());
        Assert.Equal(message, refusal.Message);
        Assert.Equal(error, refusal.Error);
    }
}
