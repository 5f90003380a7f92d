using Triggers.Http.Requests;

namespace Triggers.Tests.Http.Requests;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/", "/", "")]
    [InlineData("/a/../b//c?x=1?y", "/a/../b//c", "x=1?y")]
    [InlineData("/a?", "/a", "")]
    [InlineData("//a", "//a", "")]
    [InlineData("http://h:1/a?b", "/a", "b")]
    [InlineData("http://h", "/", "")]
    [InlineData("http://h?b=/c", "/", "b=/c")]
    [InlineData("*", "/", "")]
    [InlineData("host:443", "/", "")]
    public void Splits_path_and_query(string raw, string path, string query)
    {
        var target = RequestTarget.Parse(raw);
        Assert.Equal((path, query), (target.Path.ToString(), target.Query.ToString()));
    }
}
