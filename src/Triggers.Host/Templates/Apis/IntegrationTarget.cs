using Triggers.Contracts;

namespace Triggers.Host.Templates.Apis;

/// <summary>
/// The function an integration calls: its name, its ARN, or the ARN of API Gateway's that has the function's in it
/// (<c>arn:aws:apigateway:…:lambda:path/2015-03-31/functions/{arn}/invocations</c>).
/// </summary>
internal static class IntegrationTarget
{
    private const string Start = "/functions/";
    private const string End = "/invocations";

    /// <summary>The function, or null when the text names none.</summary>
    public static FunctionReference? Find(string text, AwsIdentity identity)
    {
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        var end = text.LastIndexOf(End, StringComparison.Ordinal);
        try
        {
            return FunctionReference.Parse(start >= 0 && end > start ? text[(start + Start.Length)..end] : text, null, identity);
        }
        catch (LambdaException)
        {
            return null;
        }
    }
}
