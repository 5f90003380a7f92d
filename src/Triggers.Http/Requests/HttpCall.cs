using System.Net;
using Triggers.Http.Routing;

namespace Triggers.Http.Requests;

/// <summary>What is known of one request once its route is chosen: all that the event says but the body.</summary>
internal sealed class HttpCall
{
    public HttpCall(HttpContext context, RequestTarget target, HttpRoute route, string requestId, DateTimeOffset at, TrustedProxies proxies)
    {
        var connection = context.Connection;
        var peer = TrustedProxies.Plain(connection.RemoteIpAddress ?? IPAddress.Loopback);
        Request = context.Request;
        Target = target;
        Route = route;
        RequestId = requestId;
        At = at;
        LocalPort = connection.LocalPort;
        Peer = peer.ToString();
        IsPeerTrusted = proxies.IsTrusted(peer);
        SourceIp = IsPeerTrusted
            ? proxies.Client(peer, EventHeaders.Join(Request.Headers[RequestHeader.ForwardedFor])).ToString()
            : Peer;
        TraceId = TraceHeader.KeepOrMake(Request.Headers[RequestHeader.TraceId], at);
    }

    public HttpRequest Request { get; }

    public RequestTarget Target { get; }

    public HttpRoute Route { get; }

    /// <summary>API Gateway's id of the request; the invocation has its own.</summary>
    public string RequestId { get; }

    public DateTimeOffset At { get; }

    /// <summary>The port the client connected to.</summary>
    public int LocalPort { get; }

    /// <summary>The address at the other end of the connection.</summary>
    public string Peer { get; }

    public bool IsPeerTrusted { get; }

    /// <summary>The client's address.</summary>
    public string SourceIp { get; }

    /// <summary>The trace header that goes on to the function.</summary>
    public string TraceId { get; }
}
