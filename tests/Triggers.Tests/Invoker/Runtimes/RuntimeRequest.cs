using System.Text;

namespace Triggers.Tests.Invoker.Runtimes;

/// <summary>A request as a bootstrap sent it.</summary>
internal sealed record RuntimeRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
