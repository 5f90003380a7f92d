namespace Triggers.Invoker.Packaging;

/// <summary>Whether symbolic links stay inside the folder they are in, followed as the system would follow them.</summary>
internal static class SymbolicLinks
{
    // As many as Linux follows before it says ELOOP.
    private const int MostFollowed = 40;

    /// <summary>
    /// True when <paramref name="link"/> leads to a place inside, existing or not. Each step is followed: <c>a/..</c> is not the
    /// folder of <c>a</c> when <c>a</c> is itself a link.
    /// </summary>
    /// <param name="link">The link's path inside the folder.</param>
    /// <param name="targets">What every link of the folder says, by path.</param>
    public static bool StaysInside(string link, IReadOnlyDictionary<string, string> targets)
    {
        var place = link.Split('/').SkipLast(1).ToList();
        var ahead = new Stack<string>();
        if (!Follow(targets[link], ahead))
        {
            return false;
        }

        var followed = 1;
        while (ahead.TryPop(out var name))
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                if (place.Count == 0)
                {
                    return false;
                }

                place.RemoveAt(place.Count - 1);
                continue;
            }

            place.Add(name);
            if (targets.TryGetValue(string.Join('/', place), out var target))
            {
                place.RemoveAt(place.Count - 1);
                if (++followed > MostFollowed || !Follow(target, ahead))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Follow(string target, Stack<string> ahead)
    {
        if (target.Length == 0 || target[0] == '/' || target.AsSpan().ContainsAny('\0', '\\') || (target.Length > 1 && target[1] == ':'))
        {
            return false;
        }

        foreach (var name in target.Split('/').Reverse())
        {
            ahead.Push(name);
        }

        return true;
    }
}
