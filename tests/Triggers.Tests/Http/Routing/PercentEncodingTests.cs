using CsCheck;
using Triggers.Http.Routing;

namespace Triggers.Tests.Http.Routing;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("%41%2f%2F", "A//")]
    [InlineData("caf%C3%A9", "café")]
    [InlineData("%F0%9F%98%80!", "😀!")]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%FF%41", "%FFA")]
    [InlineData("%C3%28", "%C3(")]
    [InlineData("%ED%A0%80", "%ED%A0%80")]
    [InlineData("%E2%82", "%E2%82")]
    [InlineData("%00", "\0")]
    [InlineData("%2541", "%41")]
    [InlineData("a+b", "a+b")]
    public void Decodes_a_path_once_and_leaves_what_is_no_UTF8(string text, string expected) => Assert.Equal(expected, PercentEncoding.Decode(text));

    [Fact]
    public void A_plus_is_a_blank_in_a_query() => Assert.Equal("a b+c", PercentEncoding.DecodeQuery("a+b%2Bc"));

    [Fact]
    public void Undoes_what_others_encode() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(text => PercentEncoding.DecodeQuery(Uri.EscapeDataString(text)) == text);
}
