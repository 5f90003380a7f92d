using Triggers.Contracts;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Commands;

/// <summary>An output of a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as on AWS.</param>
/// <param name="Here">When the value is the address of an API or a function of the stack: the address it has here.</param>
internal sealed record OutputLine(string Name, string Value, string? Here)
{
    /// <summary>The line of an output.</summary>
    public static OutputLine Of(string name, string value, StackDocument document, Uri? gateway)
    {
        if (gateway is not null && document.Functions.FirstOrDefault(one => one.Url is { } url
            && value.StartsWith($"https://{url.UrlId}.lambda-url.", StringComparison.Ordinal)) is { Url: { } own })
            return new OutputLine(name, value, RouteLine.AddressOf(own, gateway));

        var isApi = gateway is not null && document.EventSources.Any(source => source.Kind is EventSourceKinds.HttpApi or EventSourceKinds.RestApi
            && value.StartsWith($"https://{source.Properties.GetProperty("ApiId").GetString()}.execute-api.", StringComparison.Ordinal));
        if (!isApi)
            return new OutputLine(name, value, null);

        var path = value.IndexOf('/', "https://".Length);
        return new OutputLine(name, value, gateway!.GetLeftPart(UriPartial.Authority) + (path < 0 ? "/" : value[path..]));
    }
}
