using Triggers.Host.Templates.Events;
using Triggers.Host.Templates.Resources;

namespace Triggers.Host.Templates.Apis;

/// <summary>The key of an HTTP API's route: <c>GET /orders/{id}</c>, <c>ANY /orders</c> or <c>$default</c>.</summary>
internal static class RouteKey
{
    private const string Default = "$default";

    /// <summary>Method and path of a key; a wrong one is reported and null.</summary>
    public static (string Method, string Path)? Read(PropertyReader properties, string name, string? whenMissing = null)
    {
        if ((properties.Text(name) ?? whenMissing) is not { } key)
        {
            properties.FailMissing(name, "it is a method and a path, or $default");
            return null;
        }

        if (key == Default)
            return (RouteMethod.Any, key);

        var blank = key.IndexOf(' ', StringComparison.Ordinal);
        if (blank > 0 && RouteMethod.Find(key[..blank]) is { } method && RoutePath.ProblemOf(key[(blank + 1)..]) is null)
            return (method, key[(blank + 1)..]);

        properties.Fail(name, blank > 0 && RoutePath.ProblemOf(key[(blank + 1)..]) is { } problem
            ? problem
            : $"must be a method and a path, such as 'GET /orders', or $default, was '{key}'.");
        return null;
    }
}
