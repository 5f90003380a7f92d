using System.Text;
using System.Text.Json;
using CsCheck;
using Triggers.Http.Responses;

namespace Triggers.Tests.Http.Responses;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("""a\"b\\c\/d\n\t\r\b\f""", "a\"b\\c/d\n\t\r\b\f")]
    [InlineData("""\u00fc\u20AC\ud83d\ude00!""", "ü€😀!")]
    [InlineData("""\u0000""", "\0")]
    [InlineData("""\ud83d""", "\ufffd")]
    [InlineData("""\ud83dx""", "\ufffdx")]
    [InlineData("""\ude00\ud83d\u0041""", "\ufffd\ufffdA")]
    [InlineData("""\ud83d\n""", "\ufffd\n")]
    public void Undoes_escapes(string escaped, string expected) => Assert.Equal(expected, Unescape(escaped));

    [Fact]
    public void Undoes_what_the_serializer_does() => Gen.String.Where(text => !text.Any(char.IsSurrogate))
        .Sample(text => Unescape(JsonSerializer.Serialize(text)[1..^1]) == text);

    private static string Unescape(string escaped)
    {
        var bytes = Encoding.UTF8.GetBytes(escaped);
        var output = new byte[bytes.Length];
        return Encoding.UTF8.GetString(output, 0, JsonText.Unescape(bytes, output));
    }
}
