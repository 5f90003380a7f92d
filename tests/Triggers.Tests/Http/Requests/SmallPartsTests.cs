using System.Buffers;
using System.Net;
using System.Text;
using CsCheck;
using Triggers.Http.Requests;

namespace Triggers.Tests.Http.Requests;

public sealed class SmallPartsTests
{
    private static readonly DateTimeOffset Moment = new(2020, 3, 12, 19, 3, 58, TimeSpan.Zero);

    [Theory]
    [InlineData("Root=1-5e9f0c65-1de4d666d4dd26aced652b6c")]
    [InlineData("Self=1-67891234-12456789abcdef012345678;Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;Parent=53995c3f42cd8ad8;Sampled=1")]
    public void Keeps_a_trace_header_with_a_root(string sent) => Assert.Equal(sent, TraceHeader.KeepOrMake(sent, Moment));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-5e9f0c65-1de4d666d4dd26aced652b6")]
    [InlineData("Root=2-5e9f0c65-1de4d666d4dd26aced652b6c")]
    [InlineData("Root=1-5e9f0c6x-1de4d666d4dd26aced652b6c")]
    [InlineData("Root=1-5e9f0c65-1de4d666d4dd26aced652b6c;x=ü")]
    [InlineData("hello")]
    public void Makes_a_trace_header_otherwise(string? sent) =>
        Assert.Matches("^Root=1-5e6a879e-[0-9a-f]{24}$", TraceHeader.KeepOrMake(sent, Moment));

    [Theory]
    [InlineData("10.0.0.1", "1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4")]
    [InlineData("10.0.0.1", "1.2.3.4, 10.9.9.9", "1.2.3.4")]
    [InlineData("10.0.0.1", "10.1.1.1,10.2.2.2", "10.1.1.1")]
    [InlineData("10.0.0.1", "1.2.3.4:5678", "1.2.3.4")]
    [InlineData("10.0.0.1", "[2001:db8::1]:99", "2001:db8::1")]
    [InlineData("10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1")]
    [InlineData("10.0.0.1", null, "10.0.0.1")]
    [InlineData("::1", "1.2.3.4", "1.2.3.4")]
    [InlineData("5.5.5.5", "1.2.3.4", "5.5.5.5")]
    public void Believes_trusted_proxies_only(string peer, string? forwardedFor, string expected)
    {
        var proxies = new TrustedProxies(new[] { "10.0.0.0/8", "::1" }.Select(text => TrustedProxies.TryRead(text, out var n) ? n : default));
        Assert.Equal(IPAddress.Parse(expected), proxies.Client(IPAddress.Parse(peer), forwardedFor));
    }

    [Theory]
    [InlineData("text/plain", null, true)]
    [InlineData("TEXT/anything; charset=x", "identity", true)]
    [InlineData("application/json", "", true)]
    [InlineData("Application/Problem+JSON", null, true)]
    [InlineData("application/soap+xml;x", null, true)]
    [InlineData("application/xml", null, true)]
    [InlineData("application/javascript", null, true)]
    [InlineData("application/json", "gzip", false)]
    [InlineData("application/x-www-form-urlencoded", null, false)]
    [InlineData("multipart/form-data; boundary=x", null, false)]
    [InlineData("application/octet-stream", null, false)]
    [InlineData("application/jsonl", null, false)]
    [InlineData("image/svg+xml", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void Tells_text_from_bytes(string? type, string? encoding, bool isText) => Assert.Equal(isText, MediaTypes.IsText(type, encoding));

    [Fact]
    public void Sees_UTF8_through_any_cut() => Gen.Select(Gen.OneOf(Gen.String.Select(Encoding.UTF8.GetBytes), Gen.Byte.Array), Gen.Int[1, 5])
        .Sample((bytes, cut) => Utf8Sequence.IsValid(Pieces.Of(bytes, cut)) == System.Text.Unicode.Utf8.IsValid(bytes));

    [Fact]
    public void Makes_request_ids_that_differ()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => RequestIds.NewShort()).ToArray();
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{15}=$", id));
        Assert.Distinct(ids);
    }

    [Fact]
    public void Writes_times_as_the_common_log_format()
    {
        Assert.Equal("12/Mar/2020:19:03:58 +0000", Encoding.ASCII.GetString(RequestTime.Format(Moment.AddMilliseconds(999))));
        Assert.Equal("12/Mar/2020:19:03:59 +0000", Encoding.ASCII.GetString(RequestTime.Format(Moment.AddMilliseconds(1000))));
        Assert.Equal("12/Mar/2020:19:03:58 +0000", Encoding.ASCII.GetString(RequestTime.Format(Moment.ToOffset(TimeSpan.FromHours(2)))));
    }
}
