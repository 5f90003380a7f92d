using Triggers.Contracts;
using Triggers.Invoker;

namespace Triggers.Host.Endpoints;

/// <summary>
/// With what requests are signed: the first of <c>Lambda:Credentials</c>, so that one <c>appsettings.json</c> serves both ends, else the
/// environment's <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>, as AWS's own clients take them.
/// </summary>
internal static class EndpointCredentials
{
    private const string Setting = "Lambda:Credentials";

    /// <summary>The signer, or null: an API without credentials takes requests unsigned.</summary>
    public static RequestSigner? Find(IConfiguration configuration)
    {
        var configured = configuration.GetSection(Setting).GetChildren().FirstOrDefault();
        var (accessKey, secret) = configured is not null
            ? (configured.Key, configured.Value)
            : (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"), Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        var region = configuration[$"{AwsIdentity.Section}:{nameof(AwsIdentity.Region)}"] ?? new AwsIdentity().Region;
        return string.IsNullOrEmpty(accessKey) || string.IsNullOrEmpty(secret) ? null : new RequestSigner(accessKey, secret, region, TimeProvider.System);
    }
}
