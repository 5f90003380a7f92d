using System.Globalization;
using Triggers.Contracts;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Invocations;

/// <summary>
/// How often each function stands in the chain of calls that led to an invocation. The chain travels in the trace header, which AWS's SDKs
/// pass on from a handler to what it calls: <c>Root=…;Lineage=1:{function}:{times}|1:{function}:{times}</c>.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
/// </summary>
internal static class Lineage
{
    private const int Most = 16;
    private const string Key = "Lineage=";
    private const string Stopped = "AWS Lambda has detected your function being invoked in a recursive loop and has stopped this invocation.";

    /// <summary>The trace header for an invocation of a function that was called with <paramref name="traceId"/>.</summary>
    /// <exception cref="LambdaException">RecursiveInvocation: the function has run 16 times in this chain, and its loops are to be ended.</exception>
    public static string Step(string traceId, FunctionRecord function)
    {
        var name = $"1:{Hash(function.Name):x8}:";
        var start = traceId.IndexOf(Key, StringComparison.Ordinal);
        if (start < 0)
        {
            return $"{traceId};{Key}{name}1";
        }

        var at = traceId.IndexOf(name, start + Key.Length, StringComparison.Ordinal);
        if (at < 0)
        {
            var end = traceId.IndexOf(';', start);
            end = end < 0 ? traceId.Length : end;
            return $"{traceId.AsSpan(0, end)}|{name}1{traceId.AsSpan(end)}";
        }

        var digits = at + name.Length;
        var after = digits;
        while (after < traceId.Length && char.IsAsciiDigit(traceId[after]))
        {
            after++;
        }

        // What a stranger wrote there may be no number: then the chain begins here.
        var times = int.TryParse(traceId.AsSpan(digits, after - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before + 1 : 1;
        return times > Most && function.RecursiveLoop == "Terminate"
            ? throw new LambdaException(LambdaErrors.RecursiveInvocation, Stopped)
            : string.Create(CultureInfo.InvariantCulture, $"{traceId.AsSpan(0, digits)}{times}{traceId.AsSpan(after)}");
    }

    // FNV-1a: the same in every process, and short. http://www.isthe.com/chongo/tech/comp/fnv/
    private static uint Hash(string name)
    {
        var hash = 2166136261;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash;
    }
}
