using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triggers.Contracts.Hosting;
using Triggers.Http.Routing;

namespace Triggers.Http;

/// <summary>
/// Metrics and traces of HTTP APIs under CloudWatch's names and dimensions, but <c>4xx</c> and <c>5xx</c>: an instrument's name
/// must start with a letter.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
/// </summary>
internal sealed class HttpTriggerMetrics
{
    private const string Name = Telemetry.Http;

    private readonly Counter<long> count;
    private readonly Counter<long> clientErrors;
    private readonly Counter<long> serverErrors;
    private readonly Histogram<double> latency;
    private readonly Histogram<double> integrationLatency;

    public HttpTriggerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        count = meter.CreateCounter<long>("Count", "{request}", "Requests");
        clientErrors = meter.CreateCounter<long>("Errors4xx", "{request}", "Requests answered with 4xx");
        serverErrors = meter.CreateCounter<long>("Errors5xx", "{request}", "Requests answered with 5xx");
        latency = meter.CreateHistogram<double>("Latency", "ms", "From a request's arrival to its answer");
        integrationLatency = meter.CreateHistogram<double>("IntegrationLatency", "ms", "From calling the function to its response");
    }

    /// <summary>Starts the spans of requests.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Counts a request that was answered.</summary>
    public void Answered(HttpRoute? route, int status, TimeSpan elapsed)
    {
        if (!count.Enabled && !latency.Enabled)
        {
            return;
        }

        var tags = Tags(route);
        count.Add(1, tags);
        latency.Record(elapsed.TotalMilliseconds, tags);
        if (status >= 500)
        {
            serverErrors.Add(1, tags);
        }
        else if (status >= 400)
        {
            clientErrors.Add(1, tags);
        }
    }

    /// <summary>Notes how long a function took, as seen from here.</summary>
    public void Integrated(HttpRoute route, TimeSpan elapsed)
    {
        if (integrationLatency.Enabled)
        {
            integrationLatency.Record(elapsed.TotalMilliseconds, Tags(route));
        }
    }

    private static TagList Tags(HttpRoute? route) => route is null
        ? default
        : new TagList { { "ApiId", route.Api.Id }, { "Stage", route.Api.Stage }, { "Route", route.Key } };
}
