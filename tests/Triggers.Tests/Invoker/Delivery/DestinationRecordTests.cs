using System.Text;
using Triggers.Contracts;
using Triggers.Invoker.Delivery;

namespace Triggers.Tests.Invoker.Delivery;

public sealed class DestinationRecordTests
{
    private static readonly DateTimeOffset Now = new(2019, 11, 14, 18, 16, 5, 568, TimeSpan.Zero);

    [Fact]
    public void A_failure_carries_request_and_response() => Assert.Equal(
        "{\"version\":\"1.0\",\"timestamp\":\"2019-11-14T18:16:05.568Z\",\"requestContext\":{\"requestId\":\"8ea123e4-1db7-4aca-ad10-d9ca1234c1fd\"," +
        "\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST\",\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3}," +
        "\"requestPayload\":{\"a\": 1},\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}," +
        "\"responsePayload\":{\"errorMessage\":\"x\"}}",
        Write(Failed(), "RetriesExhausted"));

    [Fact]
    public void A_success_has_no_function_error() => Assert.EndsWith(
        "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\"},\"responsePayload\":{\"errorMessage\":\"x\"}}",
        Write(Failed() with { LastResult = Failed().LastResult! with { FunctionError = null } }, "Success"),
        StringComparison.Ordinal);

    [Fact]
    public void Without_an_attempt_there_is_no_response() => Assert.EndsWith(
        "\"approximateInvokeCount\":0},\"requestPayload\":{\"a\": 1}}",
        Write(DeliveryRulesTests.Event(), "ZeroReservedConcurrency"),
        StringComparison.Ordinal);

    [Fact]
    public void What_is_not_json_becomes_a_string() => Assert.EndsWith(
        "\"responsePayload\":\"plain text\"}",
        Write(Failed() with { LastResult = Failed().LastResult! with { Payload = "plain text"u8.ToArray() } }, "Success"),
        StringComparison.Ordinal);

    private static QueuedEvent Failed() => DeliveryRulesTests.Event() with
    {
        Attempts = 3,
        LastResult = new InvocationResult { RequestId = "1", Payload = "{\"errorMessage\":\"x\"}"u8.ToArray(), FunctionError = "Unhandled", ExecutedVersion = "$LATEST" },
    };

    private static string Write(QueuedEvent queued, string condition) => Encoding.UTF8.GetString(DestinationRecord.Write(queued, condition, new AwsIdentity(), Now).Span);
}
