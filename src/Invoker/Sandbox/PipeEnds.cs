namespace Triggers.Invoker.Sandbox;

/// <summary>The two ends of a pipe while a child is started: theirs is closed here afterwards, ours unless it was taken.</summary>
internal sealed class PipeEnds(OwnedDescriptor ours, OwnedDescriptor theirs) : IDisposable
{
    private OwnedDescriptor? left = ours;

    /// <summary>The end the child inherits.</summary>
    public OwnedDescriptor Theirs => theirs;

    /// <summary>Hands our end over to whoever closes it.</summary>
    public OwnedDescriptor TakeOurs()
    {
        var taken = left ?? throw new InvalidOperationException("Our end was taken already.");
        left = null;
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        theirs.Dispose();
        left?.Dispose();
    }
}
