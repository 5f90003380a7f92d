using System.Net;
using Triggers.Http.Authorizers;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>What is known of one request once its route is chosen: all that the event says but the body.</summary>
internal sealed class HttpCall
{
    public HttpCall(HttpContext context, RequestTarget target, HttpRoute route, RequestIds ids, DateTimeOffset at, TrustedProxies proxies)
    {
        var connection = context.Connection;
        var peer = TrustedProxies.Plain(connection.RemoteIpAddress ?? IPAddress.Loopback);
        Request = context.Request;
        Target = target;
        Route = route;
        Ids = ids;
        At = at;
        LocalPort = connection.LocalPort;
        Peer = peer.ToString();
        IsPeerTrusted = proxies.IsTrusted(peer);
        SourceIp = IsPeerTrusted
            ? proxies.Client(peer, EventHeaders.Join(Request.Headers[RequestHeader.ForwardedFor])).ToString()
            : Peer;
    }

    public HttpRequest Request { get; }

    public RequestTarget Target { get; }

    public HttpRoute Route { get; }

    public RequestIds Ids { get; }

    /// <summary>What the request's token says, once an authorizer found it good.</summary>
    public JwtClaims? Jwt { get; set; }

    /// <summary>What is answered instead of the function.</summary>
    public HttpRefusals Refusals => Route.Api.Refusals;

    public DateTimeOffset At { get; }

    /// <summary>The port the client connected to.</summary>
    public int LocalPort { get; }

    /// <summary>The address at the other end of the connection.</summary>
    public string Peer { get; }

    public bool IsPeerTrusted { get; }

    /// <summary>The client's address.</summary>
    public string SourceIp { get; }
}
