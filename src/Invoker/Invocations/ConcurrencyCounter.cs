namespace Triggers.Invoker.Invocations;

/// <summary>Counts invocations in progress, exactly: nobody is refused because another one is just being refused.</summary>
internal sealed class ConcurrencyCounter
{
    private int used;

    /// <summary>In progress now.</summary>
    public int Used => Volatile.Read(ref used);

    /// <summary>Counts one more unless the limit is reached.</summary>
    public bool TryEnter(int limit)
    {
        var seen = Volatile.Read(ref used);
        while (seen < limit)
        {
            var before = Interlocked.CompareExchange(ref used, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Counts one out.</summary>
    public void Leave() => Interlocked.Decrement(ref used);
}
