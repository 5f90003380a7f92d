using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>The routes in force: an immutable table, made anew and swapped when a deployment changes the catalog.</summary>
internal sealed class HttpRoutes
{
    private volatile HttpRouteTable current = HttpRouteTable.Empty;

    public HttpRoutes(EventSourceCatalog catalog, IOptions<AwsIdentity> identity, ILogger<HttpRoutes> logger) =>
        catalog.Watch(sources => current = new HttpRouteTableBuilder(identity.Value.AccountId, logger).Build(sources));

    /// <summary>One request asks once and stays with what it got.</summary>
    public HttpRouteTable Current => current;
}
