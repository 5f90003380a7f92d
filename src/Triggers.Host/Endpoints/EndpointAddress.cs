using Triggers.Contracts.Hosting;

namespace Triggers.Host.Endpoints;

/// <summary>Where the Lambda API of a running system is.</summary>
internal static class EndpointAddress
{
    private const string Setting = "Lambda:Url";
    private const string Default = "http://127.0.0.1:3001";

    /// <summary>The address that was given, else the configured one.</summary>
    /// <exception cref="SettingException">It is no address.</exception>
    public static Uri Find(string? given, IConfiguration configuration)
    {
        var text = given ?? configuration[Setting] ?? Default;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.PathAndQuery == "/"
            ? url
            : throw new SettingException($"{(given is null ? Setting : "--endpoint")} must be an address like {Default}, was '{text}'.");
    }
}
