namespace Triggers.Http.Requests;

/// <summary>What a host header says.</summary>
internal static class HostName
{
    /// <summary>The first label: <c>a1b2c3d4e5</c> of <c>a1b2c3d4e5.execute-api.localhost:3000</c>.</summary>
    public static ReadOnlySpan<char> FirstLabel(string? host)
    {
        var text = host.AsSpan();
        var end = text.StartsWith('[') ? text.IndexOf(']') + 1 : text.IndexOfAny('.', ':');
        return end <= 0 ? text : text[..end];
    }
}
