namespace Triggers.Invoker.Api.Signing;

/// <summary>What a signature holds for: a day, a region and a service.</summary>
/// <param name="Date"><c>yyyyMMdd</c>.</param>
/// <param name="Region"><c>us-east-1</c>.</param>
/// <param name="Service"><c>lambda</c>.</param>
internal sealed record SignatureScope(string Date, string Region, string Service)
{
    /// <summary>As it stands in the string to sign.</summary>
    public override string ToString() => $"{Date}/{Region}/{Service}/{SignatureV4.ScopeEnd}";
}
