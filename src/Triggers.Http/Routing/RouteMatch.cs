namespace Triggers.Http.Routing;

/// <summary>Where a request leads.</summary>
/// <param name="Route">The route that takes it, or null.</param>
/// <param name="Kind">The kind of front it came in by, which says what its errors look like.</param>
/// <param name="Cors">The cross-origin rules of its API, or null.</param>
internal readonly record struct RouteMatch(HttpRoute? Route, ApiKind Kind, CorsPolicy? Cors);
