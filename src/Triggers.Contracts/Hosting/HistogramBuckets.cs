using System.Diagnostics.Metrics;

namespace Triggers.Contracts.Hosting;

/// <summary>The steps in which a histogram counts, by the instrument's unit.</summary>
internal static class HistogramBuckets
{
    // From a warm call's fraction of a millisecond to the longest time-out, 900 s (AWS: Lambda quotas, "Function timeout").
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

    private static readonly double[] Milliseconds = [.. Seconds.Select(seconds => seconds * 1000)];

    // Up to 10 MB, the largest body of the HTTP gateway.
    private static readonly double[] Bytes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 6_291_456, 10_485_760];

    public static double[] For(Instrument instrument) => instrument.Unit switch
    {
        "s" => Seconds,
        "By" => Bytes,
        _ => Milliseconds,
    };
}
