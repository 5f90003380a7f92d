namespace Triggers.Invoker.Api.Shapes;

/// <summary>The CORS settings of a function URL.</summary>
internal sealed record FunctionUrlCorsShape
{
    /// <summary>Whether credentials may be sent.</summary>
    public bool? AllowCredentials { get; init; }

    /// <summary>Request headers.</summary>
    public List<string>? AllowHeaders { get; init; }

    /// <summary>Methods.</summary>
    public List<string>? AllowMethods { get; init; }

    /// <summary>Origins.</summary>
    public List<string>? AllowOrigins { get; init; }

    /// <summary>Response headers.</summary>
    public List<string>? ExposeHeaders { get; init; }

    /// <summary>Seconds a preflight may be kept.</summary>
    public int? MaxAge { get; init; }
}
