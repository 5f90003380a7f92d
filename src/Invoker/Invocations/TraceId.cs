using System.Globalization;

namespace Triggers.Invoker.Invocations;

/// <summary>X-Ray trace headers: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</summary>
internal static class TraceId
{
    /// <summary><c>Root=1-{8 hex: epoch seconds}-{24 hex}</c></summary>
    public static string New(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[12];
        Random.Shared.NextBytes(random);
        return string.Create(CultureInfo.InvariantCulture, $"Root=1-{now.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(random)}");
    }
}
