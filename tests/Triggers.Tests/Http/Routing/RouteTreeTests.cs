using Triggers.Contracts;
using Triggers.Http.Routing;

namespace Triggers.Tests.Http.Routing;

public sealed class RouteTreeTests
{
    private static readonly HttpApi Api = new("a1b2c3d4e5", "$default", "000000000000", null);

    // AWS's own example, and its answers: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
    [Theory]
    [InlineData("GET", "/pets/dog/1", "GET /pets/dog/1")]
    [InlineData("GET", "/pets/dog/2", "GET /pets/dog/{id}")]
    [InlineData("GET", "/pets/cat/1", "GET /pets/{proxy+}")]
    [InlineData("POST", "/test/5", "ANY /{proxy+}")]
    [InlineData("POST", "/pets/dog/1", "ANY /{proxy+}")]
    [InlineData("GET", "/", "$default")]
    public void Chooses_as_the_published_example(string method, string path, string expected) =>
        Assert.Equal(expected, Find(["GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default"], method, path));

    [Theory]
    [InlineData("GET", "/a", "GET /a", "A named method beats ANY")]
    [InlineData("PUT", "/a", "ANY /a", "ANY takes the rest")]
    [InlineData("HEAD", "/a", "ANY /a", "HEAD is a method of its own")]
    [InlineData("HEAD", "/only", null, "GET does not answer HEAD")]
    [InlineData("get", "/only", null, "methods have a case")]
    [InlineData("GET", "/only/", null, "a trailing slash is another path")]
    [InlineData("GET", "//only", null, "an empty segment counts")]
    [InlineData("GET", "/p/", null, "a parameter is never empty")]
    [InlineData("GET", "/p/x", "GET /p/{x}", "")]
    [InlineData("GET", "/p/x/", null, "")]
    [InlineData("GET", "/p/a%2Fb", "GET /p/{x}", "an encoded slash splits nothing")]
    [InlineData("GET", "/p/x/y", "GET /p/{x}/y", "")]
    [InlineData("GET", "/g/", null, "a greedy parameter is never empty")]
    [InlineData("GET", "/g//", "GET /g/{all+}", "")]
    [InlineData("GET", "/g/a/b/", "GET /g/{all+}", "")]
    [InlineData("GET", "/%6Fnly", "GET /only", "an encoded letter is that letter")]
    [InlineData("GET", "/..", null, "dots are text")]
    [InlineData("GET", "/p/..", "GET /p/{x}", "")]
    public void Matches_by_method_and_segment(string method, string path, string? expected, string because) =>
        Assert.True(expected == Find(["GET /a", "ANY /a", "GET /only", "GET /p/{x}", "GET /p/{x}/y", "GET /g/{all+}"], method, path), because);

    [Theory]
    [InlineData("/a/b/c/d", "ANY /a/b/{x+}", "the longest path before the greedy one")]
    [InlineData("/a/q/c/d", "ANY /a/{x}/{y+}", "deeper is longer")]
    [InlineData("/a/q", "ANY /a/{x+}", "")]
    [InlineData("/a/b/c", "ANY /{x}/b/c", "a whole match beats any greedy one")]
    [InlineData("/z/b/c", "ANY /{x}/b/c", "")]
    [InlineData("/z/b/d", "ANY /{x+}", "")]
    public void Prefers_the_longest_greedy_route(string path, string expected, string because) =>
        Assert.True(expected == Find(["ANY /{x+}", "ANY /a/{x+}", "ANY /a/{x}/{y+}", "ANY /a/b/{x+}", "ANY /{x}/b/c"], "GET", path), because);

    [Fact]
    public void Goes_on_when_a_literal_leads_nowhere() => Assert.Equal("GET /{x}/b", Find(["GET /a/c", "GET /{x}/b"], "GET", "/a/b"));

    [Fact]
    public void A_literal_beats_a_parameter_at_the_first_difference() =>
        Assert.Equal("GET /a/{y}", Find(["GET /{x}/b", "GET /a/{y}"], "GET", "/a/b"));

    [Theory]
    [InlineData("/dev", "GET /")]
    [InlineData("/dev/", "GET /")]
    [InlineData("/dev/a", "GET /a")]
    [InlineData("/dev/zzz", "$default")]
    [InlineData("/a", null)]
    [InlineData("/developer", null)]
    public void A_named_stage_stands_before_every_path(string path, string? expected)
    {
        var api = new HttpApi("a1b2c3d4e5", "dev", "000000000000", null);
        Assert.Equal(expected, Tree(api, ["GET /", "GET /a", "$default"]).Find("GET", path)?.Key);
    }

    [Fact]
    public void Gives_the_route_that_has_the_place_already()
    {
        var tree = new RouteTree();
        var first = Route(Api, "GET /a/{x}");
        Assert.Null(tree.Add(first));
        Assert.Same(first, tree.Add(Route(Api, "GET /a/{other}")));
        Assert.Null(tree.Add(Route(Api, "ANY /a/{x}")));
        Assert.Null(tree.Add(Route(Api, "GET /a/{x+}")));
        Assert.Null(tree.Add(Route(Api, "$default")));
        Assert.NotNull(tree.Add(Route(Api, "$default")));
    }

    internal static HttpRoute Route(HttpApi api, string key)
    {
        var parts = key.Split(' ');
        return key == "$default"
            ? new HttpRoute(api, key, HttpRoute.AnyMethod, null, new FunctionReference("f"))
            : new HttpRoute(api, key, parts[0], RouteTemplate.Read(api.PathPrefix, parts[1], out _), new FunctionReference("f"));
    }

    private static string? Find(string[] routes, string method, string path) => Tree(Api, routes).Find(method, path)?.Key;

    private static RouteTree Tree(HttpApi api, string[] routes)
    {
        var tree = new RouteTree();
        Assert.All(routes, route => Assert.Null(tree.Add(Route(api, route))));
        return tree;
    }
}
