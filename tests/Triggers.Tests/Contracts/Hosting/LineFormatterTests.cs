using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts.Hosting;

namespace Triggers.Tests.Contracts.Hosting;

public sealed class LineFormatterTests
{
    [Fact]
    public void Writes_one_line_with_the_invocation_it_belongs_to()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var connection = scopes.Push("a connection's scope");
        using var invocation = scopes.Push(new LogScope("8f1c", "thumbnails"));
        Assert.Equal("2026-11-24T05:40:01.123Z warn Triggers.Room.Part: took long (thumbnails 8f1c)\n", Write(LogLevel.Warning, "took long", scopes));
    }

    [Fact]
    public void Lets_no_message_begin_a_line_of_its_own() =>
        Assert.Equal(
            "2026-11-24T05:40:01.123Z info Triggers.Room.Part: a\\r\\n2026 critical b\\u001b[31m\\u2028\tç\n",
            Write(LogLevel.Information, "a\r\n2026 critical b\e[31m\u2028\tç"));

    [Fact]
    public void Indents_an_exception_under_its_line() =>
        Assert.Equal(
            "2026-11-24T05:40:01.123Z error Triggers.Room.Part: failed\n    System.IO.IOException: no\n    such file\n",
            Write(LogLevel.Error, "failed", exception: new IOException("no\nsuch file")));

    private static string Write(LogLevel level, string message, IExternalScopeProvider? scopes = null, Exception? exception = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 5, 40, 1, 123, TimeSpan.Zero));
        using var writer = new StringWriter();
        new LineFormatter(time).Write(new LogEntry<string>(level, "Triggers.Room.Part", default, message, exception, (state, _) => state), scopes, writer);
        return writer.ToString();
    }
}
