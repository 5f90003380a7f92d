using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Triggers.Contracts;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>
/// The IAM statement that a permission becomes. Forms of principals and names of condition keys:
/// https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html.
/// </summary>
internal static partial class PolicyStatement
{
    private const string StringEquals = "StringEquals";

    /// <summary>The statement.</summary>
    /// <exception cref="LambdaException">A member breaks its constraint.</exception>
    public static JsonElement Build(AddPermissionRequest request, string resourceArn)
    {
        Check(request);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, LambdaJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("Sid", request.StatementId);
            json.WriteString("Effect", "Allow");
            WritePrincipal(json, request.Principal!);
            json.WriteString("Action", request.Action);
            json.WriteString("Resource", resourceArn);
            WriteConditions(json, request);
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void WritePrincipal(Utf8JsonWriter json, string principal)
    {
        if (principal == "*")
        {
            json.WriteString("Principal", principal);
            return;
        }

        json.WriteStartObject("Principal");
        if (Account().IsMatch(principal))
        {
            json.WriteString("AWS", $"arn:aws:iam::{principal}:root");
        }
        else
        {
            json.WriteString(principal.StartsWith("arn:", StringComparison.Ordinal) ? "AWS" : "Service", principal);
        }

        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, AddPermissionRequest request)
    {
        (string Operator, string Key, string? Value)[] conditions =
        [
            (StringEquals, "AWS:SourceAccount", request.SourceAccount),
            (StringEquals, "lambda:EventSourceToken", request.EventSourceToken),
            (StringEquals, "aws:PrincipalOrgID", request.PrincipalOrgID),
            (StringEquals, "lambda:FunctionUrlAuthType", request.FunctionUrlAuthType),
            ("Bool", "lambda:InvokedViaFunctionUrl", request.InvokedViaFunctionUrl is { } isUrl ? (isUrl ? "true" : "false") : null),
            ("ArnLike", "AWS:SourceArn", request.SourceArn),
        ];
        var given = conditions.Where(condition => condition.Value is not null).GroupBy(condition => condition.Operator).ToList();
        if (given.Count == 0)
        {
            return;
        }

        json.WriteStartObject("Condition");
        foreach (var group in given)
        {
            json.WriteStartObject(group.Key);
            foreach (var (_, key, value) in group)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Check(AddPermissionRequest request)
    {
        var problems = new List<FunctionProblem>();
        CheckPattern("action", request.Action, Action(), @"(lambda:[*]|lambda:[a-zA-Z]+|[*])");
        CheckPattern("principal", request.Principal, Principal(), @"[^\s]+");
        CheckPattern("sourceAccount", request.SourceAccount, Account(), @"\d{12}");
        CheckPattern("sourceArn", request.SourceArn, Arn(), @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)");
        if (request.FunctionUrlAuthType is not (null or "NONE" or "AWS_IAM"))
        {
            problems.Add(FunctionProblem.Constraint("functionUrlAuthType", request.FunctionUrlAuthType, "Member must satisfy enum value set: [NONE, AWS_IAM]"));
        }

        FunctionProblem.ThrowIfAny(problems);

        void CheckPattern(string member, string? value, Regex pattern, string text)
        {
            if (value is not null && !pattern.IsMatch(value))
            {
                problems.Add(FunctionProblem.Constraint(member, value, $"Member must satisfy regular expression pattern: {text}"));
            }
        }
    }

    [GeneratedRegex(@"\A(lambda:\*|lambda:[a-zA-Z]+|\*)\z")]
    private static partial Regex Action();

    [GeneratedRegex(@"\A[^\s]+\z")]
    private static partial Regex Principal();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex Account();

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9\-]+:([a-z]{2}(-gov)?-[a-z]+-[0-9])?:([0-9]{12})?:.*\z")]
    private static partial Regex Arn();
}
