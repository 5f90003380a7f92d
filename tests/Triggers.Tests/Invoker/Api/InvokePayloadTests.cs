using System.Text;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;

namespace Triggers.Tests.Invoker.Api;

public sealed class InvokePayloadTests
{
    private const string Wanted = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    [Theory]
    [InlineData("{}")]
    [InlineData(" \n[1, 2.50, -3e4, \"\\u00e9\u00e9\", {\"a\":null}]\r\n")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("12")]
    public void Leaves_json_as_it_is(string text) => Assert.Equal(text, Check(text));

    [Fact]
    public void Drops_a_byte_order_mark() => Assert.Equal("{}", Check("\ufeff{}"));

    [Fact]
    public void Nothing_but_a_byte_order_mark_is_an_empty_object() => Assert.Equal("{}", Check("\ufeff"));

    [Fact]
    public void Takes_a_thousand_levels() => Check(new string('[', 1000) + new string(']', 1000));

    [Theory]
    [InlineData("abc", $"Unrecognized token 'abc': was expecting {Wanted}", 1, 4)]
    [InlineData("{\"a\": nulx}", $"Unrecognized token 'nulx': was expecting {Wanted}", 1, 11)]
    [InlineData("{\"a\":}", $"Unexpected character ('}}' (code 125)): expected a valid value {Wanted}", 1, 7)]
    [InlineData("{\n  \"a\": 1,\n}", $"Unexpected character ('}}' (code 125)): expected a valid value {Wanted}", 3, 2)]
    [InlineData("['a']", $"Unexpected character (''' (code 39)): expected a valid value {Wanted}", 1, 3)]
    [InlineData("{} {}", $"Unexpected character ('{{' (code 123)): expected a valid value {Wanted}", 1, 5)]
    [InlineData("{\"a\":1", "Unexpected end-of-input", 1, 7)]
    [InlineData("\n\"abc", "Unexpected end-of-input", 2, 5)]
    public void Refuses_what_is_not_json(string text, string what, int line, int column) => Assert.Equal(Message(what, line, column), Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Refuses_what_is_not_utf8()
    {
        Assert.Equal(Message("Invalid UTF-8 start byte 0x87", 1, 1), Refusal([0x87, 0xa3]));
        Assert.Equal(Message("Invalid UTF-8 start byte 0xff", 2, 2), Refusal([(byte)'[', (byte)'\n', (byte)'"', 0xff, (byte)'"', (byte)']']));
    }

    [Fact]
    public void Refuses_a_thousand_and_one_levels() =>
        Assert.Throws<LambdaException>(() => Check(new string('[', 1001) + new string(']', 1001)));

    private static string Check(string text) => Encoding.UTF8.GetString(InvokePayload.Check(Encoding.UTF8.GetBytes(text)).Span);

    private static string Refusal(byte[] bytes)
    {
        var refusal = Assert.Throws<LambdaException>(() => InvokePayload.Check(bytes));
        Assert.Same(LambdaErrors.InvalidRequestContent, refusal.Error);
        return refusal.Message;
    }

    private static string Message(string what, int line, int column) =>
        $"Could not parse request body into json: Could not parse payload into json: {what}\n at [Source: REDACTED " +
        $"(`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {line}, column: {column}]";
}
