using System.Text.RegularExpressions;

namespace Triggers.Invoker.Functions;

/// <summary>
/// The patterns of the service model (botocore <c>lambda/2015-03-31/service-2.json</c>): the text as AWS prints it in a refusal,
/// and the same as an expression over the whole value.
/// </summary>
internal static partial class FunctionPatterns
{
    public const string NameText = "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    public const string HandlerText = "[^\\s]+";
    public const string RoleText = "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+";
    public const string EnvironmentKeyText = "[a-zA-Z]([a-zA-Z0-9_])+";
    public const string LayerText = "arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+";
    public const string AliasText = "(?!^[0-9]+$)([a-zA-Z0-9-_]+)";
    public const string VersionText = "(\\$LATEST(\\.PUBLISHED)?|[0-9]+)";
    public const string ResourceArnText = "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()";
    public const string DestinationText = "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)";
    public const string LogGroupText = "[\\.\\-_/#A-Za-z0-9]+";
    public const string StatementIdText = "([a-zA-Z0-9-_]+)";
    public const string UrlQualifierText = "((?!^\\d+$)^[0-9a-zA-Z-_]+$)";

    [GeneratedRegex(@"\A[a-zA-Z0-9-_]{1,64}\z")]
    public static partial Regex Name { get; }

    [GeneratedRegex(@"\A[^\s]+\z")]
    public static partial Regex Handler { get; }

    [GeneratedRegex(@"\Aarn:(aws[a-zA-Z-]*)?:iam::[0-9]{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+\z")]
    public static partial Regex Role { get; }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_]+\z")]
    public static partial Regex EnvironmentKey { get; }

    [GeneratedRegex(@"\Aarn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:[0-9]{12}:layer:[a-zA-Z0-9-_]+:[0-9]+\z")]
    public static partial Regex Layer { get; }

    [GeneratedRegex(@"\A(?![0-9]+\z)[a-zA-Z0-9-_]+\z")]
    public static partial Regex Alias { get; }

    [GeneratedRegex(@"\A(\$LATEST|[0-9]+)\z")]
    public static partial Regex Version { get; }

    [GeneratedRegex(@"\A(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)?\z")]
    public static partial Regex ResourceArn { get; }

    [GeneratedRegex(@"\A(kafka://[^.][a-zA-Z0-9\-_.]{0,248}|arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9\-]+:([a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9])?:([0-9]{12})?:.*)?\z")]
    public static partial Regex Destination { get; }

    [GeneratedRegex(@"\A[.\-_/#A-Za-z0-9]+\z")]
    public static partial Regex LogGroup { get; }

    [GeneratedRegex(@"\A[a-zA-Z0-9-_]+\z")]
    public static partial Regex StatementId { get; }
}
