namespace Triggers.Invoker.Environments;

/// <summary>As what a pool counts an environment, to know how many more it needs.</summary>
internal enum PoolCount
{
    /// <summary>Idle or busy.</summary>
    Plain,

    /// <summary>Will be ready soon for the first time.</summary>
    Starting,

    /// <summary>Will be ready again in a moment.</summary>
    Answered,
}
