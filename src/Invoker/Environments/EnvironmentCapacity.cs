namespace Triggers.Invoker.Environments;

/// <summary>How many execution environments this machine may hold, and how many it holds.</summary>
internal sealed class EnvironmentCapacity(int maximum)
{
    private int held;
    private int idle;

    /// <summary>Environments held now.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Of these, idle ones: only they can make room.</summary>
    public int Idle => Volatile.Read(ref idle);

    /// <summary>Environments became idle, or are not any more.</summary>
    public void CountIdle(int change) => Interlocked.Add(ref idle, change);

    /// <summary>Takes a place even if there is none, for an environment that replaces one that just ended.</summary>
    public void Reserve() => Interlocked.Increment(ref held);

    /// <summary>Takes a place for one more.</summary>
    public bool TryReserve()
    {
        var seen = Volatile.Read(ref held);
        while (seen < maximum)
        {
            var before = Interlocked.CompareExchange(ref held, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Release() => Interlocked.Decrement(ref held);
}
