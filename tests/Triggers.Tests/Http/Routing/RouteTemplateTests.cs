using Triggers.Http.Routing;

namespace Triggers.Tests.Http.Routing;

public sealed class RouteTemplateTests
{
    [Fact]
    public void Takes_a_path_apart()
    {
        var template = RouteTemplate.Read("/dev", "/orders/{id}/{rest+}", out _)!;
        Assert.Equal("/dev/orders/{id}/{rest+}", template.Text);
        Assert.Equal(["dev", "orders", null, null], template.Segments);
        Assert.Equal([("id", 2, false), ("rest", 3, true)], template.Parameters.Select(p => (p.Name.ToString(), p.Segment, p.IsGreedy)));
        Assert.True(template.IsGreedy);
        Assert.False(template.IsLiteral);
    }

    [Theory]
    [InlineData("orders", "a path starts with '/'")]
    [InlineData("/a/{id}.json", "'{id}.json' must be a literal, {name} or {name+}, whole between two slashes")]
    [InlineData("/a/{}", "'{}' must be a literal, {name} or {name+}, whole between two slashes")]
    [InlineData("/a/{id", "'{id' must be a literal, {name} or {name+}, whole between two slashes")]
    [InlineData("/{all+}/b", "'{all+}' takes everything to the end of the path, so nothing may follow it")]
    [InlineData("/{a}/{a}", "the parameter 'a' is there twice")]
    public void Refuses_with_a_reason(string path, string reason)
    {
        Assert.Null(RouteTemplate.Read("", path, out var problem));
        Assert.Equal(reason, problem);
    }
}
