namespace Triggers.Invoker.Api.Shapes;

/// <summary>The size of <c>/tmp</c>.</summary>
internal sealed record EphemeralStorageShape
{
    /// <summary>Megabytes.</summary>
    public int? Size { get; init; }
}
