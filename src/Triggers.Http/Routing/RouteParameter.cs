using System.Text.Json;

namespace Triggers.Http.Routing;

/// <summary>A path parameter of a route: <c>{name}</c> or <c>{name+}</c>.</summary>
/// <param name="Name">Its name, the key in <c>pathParameters</c>.</param>
/// <param name="Segment">Which segment of the request's path it takes, counted from 0, the stage's included.</param>
/// <param name="IsGreedy">True when it takes everything from there to the end.</param>
internal sealed record RouteParameter(JsonEncodedText Name, int Segment, bool IsGreedy);
