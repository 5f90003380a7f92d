using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Invoker.Api.Signing;

namespace Triggers.Invoker.Api;

/// <summary>
/// Who may use the API. With credentials: whoever signs with one. Without: this machine's own programs, but no web page that a
/// browser on this machine happens to show.
/// </summary>
internal sealed class ApiGuard(RequestDelegate next, IOptions<LambdaApiOptions> options, SignatureV4Verifier verifier)
{
    private readonly bool isSigned = options.Value.Credentials.Count > 0;

    /// <summary>Lets the request through, or refuses it.</summary>
    /// <exception cref="LambdaException">403.</exception>
    public async Task InvokeAsync(HttpContext context)
    {
        if (isSigned)
        {
            context.Features.Set(new Caller(await verifier.VerifyAsync(context)));
        }
        else
        {
            RefuseBrowsers(context.Request);
        }

        await next(context);
    }

    // A page elsewhere can make a browser here send requests: to our address (then it says its Origin), or to a name of its own
    // that it lets point to us (DNS rebinding: then the Host is that name).
    private static void RefuseBrowsers(HttpRequest request)
    {
        if (!IsThisMachine(request.Host.Host))
        {
            throw new LambdaException(LambdaErrors.AccessDenied,
                $"The Lambda API answers to localhost, 127.0.0.1 and [::1] only, not to '{request.Host.Value}', as long as it has no credentials (Lambda:Credentials).");
        }

        if (request.Headers.Origin is { Count: > 0 } origin
            && !(Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var site) && IsThisMachine(site.Host)))
        {
            throw new LambdaException(LambdaErrors.AccessDenied, $"The Lambda API takes no requests of web pages of other sites, such as '{origin}'.");
        }
    }

    private static bool IsThisMachine(string host) =>
        host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
