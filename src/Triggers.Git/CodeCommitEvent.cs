using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Git.Pushes;
using Triggers.Git.Repositories;

namespace Triggers.Git;

/// <summary>
/// What a function is told: the event of a CodeCommit trigger. All references of a push are one event; one that grows too large goes
/// out in parts.
/// https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html
/// </summary>
internal static partial class CodeCommitEvent
{
    /// <summary>The <c>eventName</c> of a push.</summary>
    public const string ReferenceChanges = "ReferenceChanges";

    /// <summary>The <c>eventName</c> of a test.</summary>
    public const string Test = "TriggerEventTest";

    // Records of Amazon SNS, CodeCommit's other destination, end here: https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
    private const int LargestPart = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the event, in as many parts as it takes.</summary>
    /// <param name="name"><see cref="ReferenceChanges"/> or <see cref="Test"/>.</param>
    /// <param name="id">The event's id, the same in each part.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="repository">The repository's name.</param>
    /// <param name="pusher">Who did it.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="changes">The changes; at least one.</param>
    /// <param name="identity">Account and region.</param>
    public static IReadOnlyList<byte[]> Write(
        string name, string id, DateTimeOffset at, string repository, string pusher, RepositoryTrigger trigger, IReadOnlyList<ReferenceChange> changes, AwsIdentity identity)
    {
        var frame = WritePart(name, id, at, repository, pusher, trigger, [], 1, 1, identity).Length + 20;
        var parts = Split(changes, LargestPart - frame).ToList();
        return [.. parts.Select((references, i) => WritePart(name, id, at, repository, pusher, trigger, references, i + 1, parts.Count, identity))];
    }

    private static byte[] WritePart(
        string name, string id, DateTimeOffset at, string repository, string pusher, RepositoryTrigger trigger, ReadOnlySpan<byte> references, int part, int parts, AwsIdentity identity)
    {
        var buffer = new ArrayBufferWriter<byte>(references.Length + 1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteStartArray("Records");
        json.WriteStartObject();
        json.WriteString("eventId", id);
        json.WriteString("eventVersion", "1.0");
        json.WriteString("eventTime", at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture));
        json.WriteString("eventTriggerName", trigger.Name);
        json.WriteNumber("eventPartNumber", part);
        json.WriteStartObject("codecommit");
        json.WritePropertyName("references");
        json.WriteRawValue([(byte)'[', .. references, (byte)']'], skipInputValidation: true);
        json.WriteEndObject();
        json.WriteString("eventName", name);
        json.WriteString("eventTriggerConfigId", trigger.ConfigurationId);
        json.WriteString("eventSourceARN", identity.Arn("codecommit", repository));
        json.WriteString("userIdentityARN", $"arn:{identity.Partition}:iam::{identity.AccountId}:{(name == Test ? "root" : $"user/{UserName(pusher)}")}");
        json.WriteString("eventSource", "aws:codecommit");
        json.WriteString("awsRegion", identity.Region);
        if (trigger.CustomData is not null)
        {
            json.WriteString("customData", trigger.CustomData);
        }

        json.WriteNumber("eventTotalParts", parts);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // The references of each part, as the inside of a JSON list.
    private static IEnumerable<byte[]> Split(IReadOnlyList<ReferenceChange> changes, int room)
    {
        var part = new ArrayBufferWriter<byte>();
        var one = new ArrayBufferWriter<byte>();
        foreach (var change in changes)
        {
            one.ResetWrittenCount();
            WriteReference(one, change);
            if (part.WrittenCount > 0 && part.WrittenCount + 1 + one.WrittenCount > room)
            {
                yield return part.WrittenSpan.ToArray();
                part.ResetWrittenCount();
            }

            if (part.WrittenCount > 0)
            {
                part.Write(","u8);
            }

            part.Write(one.WrittenSpan);
        }

        yield return part.WrittenSpan.ToArray();
    }

    private static void WriteReference(ArrayBufferWriter<byte> buffer, ReferenceChange change)
    {
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("commit", change.Told);
        json.WriteString("ref", change.Reference);
        if (change.Event == ReferenceEvents.Create)
        {
            json.WriteBoolean("created", true);
        }
        else if (change.Event == ReferenceEvents.Delete)
        {
            json.WriteBoolean("deleted", true);
        }

        json.WriteEndObject();
    }

    /// <summary>A pusher's name as that of an IAM user. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html</summary>
    private static string UserName(string pusher)
    {
        var name = NoUserCharacters().Replace(pusher, "-");
        return name.Length == 0 ? "unknown" : name[..Math.Min(name.Length, 64)];
    }

    [GeneratedRegex(@"[^A-Za-z0-9_+=,.@-]")]
    private static partial Regex NoUserCharacters();
}
