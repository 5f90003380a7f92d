namespace Triggers.Invoker.Sandbox;

/// <summary>Reads what a process writes.</summary>
internal interface IProcessOutput
{
    /// <summary>Completes when there is something to read, or the writer is gone.</summary>
    ValueTask WaitAsync();

    /// <summary>Reads without waiting: bytes read, 0 when there is nothing now, -1 when nothing will come any more.</summary>
    int TryRead(Span<byte> buffer);
}
