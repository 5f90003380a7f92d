namespace Triggers.Invoker.Environments;

/// <summary>Arithmetic on the timestamps of a <see cref="TimeProvider"/>.</summary>
internal static class Timestamps
{
    /// <summary>A span of time in the provider's timestamp units.</summary>
    public static long ToTimestamp(this TimeProvider time, TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
