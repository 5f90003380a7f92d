using System.Buffers;
using System.Text;
using System.Text.Json;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Resource policies. https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html</summary>
internal sealed class Permissions(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>AddPermission</c>.</summary>
    public async Task AddAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.AddPermissionRequest);
        Required.Check(("statementId", request.StatementId), ("action", request.Action), ("principal", request.Principal));
        var statement = PolicyStatement.Build(request, function.ToArn(identity));
        await store.ChangeAsync(function with { Qualifier = null }, identity,
            (_, record) => PolicyChanges.Add(record, function.Qualifier, request.StatementId!, statement, request.RevisionId, identity),
            context.RequestAborted);
        await context.AnswerAsync(
            StatusCodes.Status201Created, new AddPermissionAnswer { Statement = statement.GetRawText() }, LambdaJson.Aws.AddPermissionAnswer);
    }

    /// <summary><c>GetPolicy</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var function = context.Function(identity);
        var record = store.Current.Get(function with { Qualifier = null }, identity);
        FunctionRefusals.CheckQualifier(record, function.Qualifier, identity);
        var policy = PolicyChanges.Find(record, function.Qualifier) ?? throw FunctionRefusals.NoSuchResource();
        return context.AnswerAsync(StatusCodes.Status200OK, new PolicyShape { Policy = Document(policy), RevisionId = policy.RevisionId }, LambdaJson.Aws.PolicyShape);
    }

    /// <summary><c>RemovePermission</c>.</summary>
    public async Task RemoveAsync(HttpContext context)
    {
        var function = context.Function(identity);
        await store.ChangeAsync(function with { Qualifier = null }, identity,
            (_, record) => PolicyChanges.Remove(
                record, function.Qualifier, (string)context.Request.RouteValues["statement"]!, context.Parameter("RevisionId"), identity),
            context.RequestAborted);
        context.AnswerNothing();
    }

    private static string Document(FunctionPolicy policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, LambdaJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("Version", "2012-10-17");
            json.WriteString("Id", "default");
            json.WriteStartArray("Statement");
            foreach (var statement in policy.Statements)
            {
                statement.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
