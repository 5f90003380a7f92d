using System.Text;
using Triggers.Invoker.Api.Signing;

namespace Triggers.Tests.Invoker.Api.Signing;

/// <summary>AWS's own published examples.</summary>
public sealed class SignatureV4Tests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    // "Create a signed AWS API request", the example of IAM ListUsers.
    [Fact]
    public void Signs_the_example_of_the_documentation()
    {
        var canonical = SignatureV4.CanonicalRequest(
            "GET", "/", SignatureV4.CanonicalQuery("Version=2010-05-08&Action=ListUsers"),
            [
                new("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                new("host", "iam.amazonaws.com"),
                new("x-amz-date", "20150830T123600Z"),
            ],
            SignatureV4.Hash([]));

        Assert.Equal("f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59", SignatureV4.Hash(Encoding.UTF8.GetBytes(canonical)));
        var scope = new SignatureScope("20150830", "us-east-1", "iam");
        Assert.Equal("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9", Convert.ToHexStringLower(SignatureV4.SigningKey(Secret, scope)));
        Assert.Equal("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", SignatureV4.Sign(Secret, scope, "20150830T123600Z", canonical));
    }

    // aws-sig-v4-test-suite, get-vanilla.
    [Fact]
    public void Signs_the_plainest_request_of_the_test_suite()
    {
        var canonical = SignatureV4.CanonicalRequest(
            "GET", "/", "", [new("host", "example.amazonaws.com"), new("x-amz-date", "20150830T123600Z")], SignatureV4.Hash([]));

        Assert.Equal("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            SignatureV4.Sign(Secret, new SignatureScope("20150830", "us-east-1", "service"), "20150830T123600Z", canonical));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("b=2&a=1&a=0", "a=0&a=1&b=2")]
    [InlineData("a", "a=")]
    [InlineData("k=a+b&k=a%20c&k=%2f~-_.", "k=%2F~-_.&k=a%20b&k=a%20c")]
    [InlineData("Qualifier=$LATEST", "Qualifier=%24LATEST")]
    [InlineData("\u00e9=1&z=%C3%A9", "%C3%A9=1&z=%C3%A9")]
    public void Writes_a_query_in_one_way(string query, string canonical) => Assert.Equal(canonical, SignatureV4.CanonicalQuery(query));

    [Theory]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    [InlineData("/a//b/", "/a/b/")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("/../..", "/")]
    public void Resolves_dots_in_a_path(string path, string normal) => Assert.Equal(normal, CanonicalText.NormalizePath(path));
}
