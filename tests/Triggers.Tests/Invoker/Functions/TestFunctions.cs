using System.Collections.Immutable;
using System.Text.Json;
using Triggers.Invoker.Functions;

namespace Triggers.Tests.Invoker.Functions;

/// <summary>Functions for tests.</summary>
internal static class TestFunctions
{
    public const string Sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    public static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static FunctionConfiguration Configuration(string name = "f") => new()
    {
        FunctionName = name, Version = "$LATEST", RevisionId = "r0", LastModified = Then, CodeSha256 = Sha, CodeSize = 7,
        Runtime = "python3.13", Handler = "app.handler", Role = "arn:aws:iam::000000000000:role/r",
    };

    public static FunctionRecord Record(string name = "f") => new() { Name = name, Latest = Configuration(name) };

    /// <summary>A record that uses every member.</summary>
    public static FunctionRecord Full(string name = "f")
    {
        var latest = Configuration(name) with
        {
            Description = "what it does", Timeout = 30, MemorySize = 512, EphemeralStorageSize = 1024, Architectures = ["arm64"],
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("BB", "2").Add("AA", "1 \"ü\n"),
            Layers = ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"], TracingMode = "Active", LogFormat = "JSON", LogGroup = "/g",
            DeadLetterTargetArn = "arn:aws:sqs:us-east-1:000000000000:q",
            Kept = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("VpcConfig", JsonElement.Parse("""{"SubnetIds":["s"],"n":1.50}""")),
        };
        return new FunctionRecord
        {
            Name = name, Latest = latest, Versions = [latest with { Version = "1", RevisionId = "r1" }], NextVersion = 2, PublishedRevisionId = "r0",
            Aliases = ImmutableSortedDictionary<string, FunctionAlias>.Empty.Add("live", new FunctionAlias("live", "1", "d", "r2", "2", 0.25)),
            ReservedConcurrency = 5,
            EventInvokeConfigs = ImmutableSortedDictionary<string, EventInvokeConfig>.Empty.Add("$LATEST", new EventInvokeConfig(Then, 1, 60, "arn:a", "arn:b")),
            Urls = ImmutableSortedDictionary<string, FunctionUrl>.Empty.Add(
                "live", new FunctionUrl("id", "NONE", "BUFFERED", JsonElement.Parse("""{"AllowOrigins":["*"]}"""), Then, Then)),
            Policies = ImmutableSortedDictionary<string, FunctionPolicy>.Empty.Add("$LATEST", new FunctionPolicy("r3", [JsonElement.Parse("""{"Sid":"s"}""")])),
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("k", "v"), RecursiveLoop = "Allow", Stack = "s",
        };
    }

    /// <summary>The record as its document, to compare as a whole.</summary>
    public static string Print(FunctionRecord? record) => JsonSerializer.Serialize(record, FunctionJson.Record!);
}
