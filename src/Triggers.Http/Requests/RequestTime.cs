using System.Globalization;

namespace Triggers.Http.Requests;

/// <summary>The common log format's time: <c>12/Mar/2020:19:03:58 +0000</c>. Requests of the same second share one text.</summary>
internal static class RequestTime
{
    private static volatile Entry last = new(0, Text(0));

    public static byte[] Format(DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        var entry = last;
        if (entry.Second != second)
        {
            last = entry = new Entry(second, Text(second));
        }

        return entry.Text;
    }

    private static byte[] Text(long second) => System.Text.Encoding.ASCII.GetBytes(
        DateTimeOffset.FromUnixTimeSeconds(second).ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));

    private sealed record Entry(long Second, byte[] Text);
}
