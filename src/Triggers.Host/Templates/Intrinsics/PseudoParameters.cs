using System.Security.Cryptography;
using System.Text;
using Triggers.Host.Templates.Syntax;

namespace Triggers.Host.Templates.Intrinsics;

/// <summary>
/// Values that every template can refer to.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
/// </summary>
internal static class PseudoParameters
{
    /// <summary>The value of a name such as <c>AWS::Region</c>; null when there is none of that name.</summary>
    public static TemplateNode? Find(TemplateScope scope, int line, string name) => name switch
    {
        "AWS::AccountId" => TemplateNode.OfText(line, scope.Identity.AccountId),
        "AWS::Region" => TemplateNode.OfText(line, scope.Identity.Region),
        "AWS::Partition" => TemplateNode.OfText(line, scope.Identity.Partition),
        "AWS::URLSuffix" => TemplateNode.OfText(line, UrlSuffix(scope.Identity.Partition)),
        "AWS::StackName" => TemplateNode.OfText(line, scope.StackName),
        "AWS::StackId" => TemplateNode.OfText(line, StackId(scope)),
        "AWS::NotificationARNs" => TemplateNode.OfList(line, []),
        "AWS::NoValue" => TemplateNode.Absent,
        _ => null,
    };

    /// <summary>What AWS's host names end with in a partition.</summary>
    public static string UrlSuffix(string partition) => partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    // On AWS the id ends in a UUID made at creation; here it follows from the name, so that deploying again changes nothing.
    private static string StackId(TemplateScope scope) =>
        scope.Identity.Arn("cloudformation", $"stack/{scope.StackName}/{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(scope.StackName)).AsSpan(0, 16))}");
}
