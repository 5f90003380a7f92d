namespace Triggers.Invoker.RuntimeApi;

/// <summary>Sizes at the Runtime API.</summary>
internal static class RuntimeLimits
{
    /// <summary>6 MiB and 100 bytes: what Lambda's own message names (<c>Function.ResponseSizeTooLarge</c>).</summary>
    public const int LongestResponse = 6291556;
}
