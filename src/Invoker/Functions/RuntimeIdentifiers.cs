using System.Collections.Frozen;

namespace Triggers.Invoker.Functions;

/// <summary>The runtime identifiers there are.</summary>
internal static class RuntimeIdentifiers
{
    /// <summary>
    /// What AWS names in its refusal of an unknown runtime, in its order (recorded 2025-11), with those that came later at the end.
    /// </summary>
    public const string Offered =
        "nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java17, nodejs16.x, java25, dotnet8, " +
        "python3.10, java11, python3.11, dotnet6, java21, nodejs18.x, provided.al2, ruby3.3, ruby3.4, java8.al2, ruby3.2, python3.8, " +
        "python3.9, dotnet10, ruby4.0, nodejs26.x, python3.15";

    /// <summary>
    /// AWS no longer creates functions with these. They stay accepted: an unchanged template deploys, and the interpreter is this
    /// machine's in any case.
    /// </summary>
    private static readonly string[] Retired =
    [
        "nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs4.3-edge", "java8", "python2.7",
        "python3.6", "python3.7", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "go1.x", "ruby2.5", "ruby2.7", "provided",
    ];

    private static readonly FrozenSet<string> Known =
        Offered.Split(", ").Concat(Retired).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when the identifier is one of AWS's.</summary>
    public static bool IsKnown(string runtime) => Known.Contains(runtime);
}
