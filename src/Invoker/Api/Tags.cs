using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Tags of functions. https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html</summary>
internal sealed class Tags(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>ListTags</c>.</summary>
    public Task ListAsync(HttpContext context) => context.AnswerAsync(
        StatusCodes.Status200OK, new TagsShape { Tags = store.Current.Get(Resource(context), identity).Tags }, LambdaJson.Aws.TagsShape);

    /// <summary><c>TagResource</c>.</summary>
    public async Task TagAsync(HttpContext context)
    {
        var function = Resource(context);
        var request = await context.ReadAsync(LambdaJson.Aws.TagsShape);
        Required.Check(("tags", request.Tags));
        var tags = Required.Values("tags", request.Tags);
        await store.ChangeAsync(function, identity, (_, record) => FunctionChanges.Tag(record, tags), context.RequestAborted);
        context.AnswerNothing();
    }

    /// <summary><c>UntagResource</c>.</summary>
    public async Task UntagAsync(HttpContext context)
    {
        var function = Resource(context);
        var keys = context.Request.Query["tagKeys"];
        Required.Check(("tagKeys", keys.Count == 0 ? null : keys.ToString()));
        await store.ChangeAsync(function, identity, (_, record) => FunctionChanges.Untag(record, keys.OfType<string>()), context.RequestAborted);
        context.AnswerNothing();
    }

    private FunctionReference Resource(HttpContext context)
    {
        var function = context.Function(identity);
        return function.Qualifier is null
            ? function
            : throw FunctionRefusals.Invalid("Tags on function aliases and versions are not supported. Please specify either a function ARN or an event source mapping ARN.");
    }
}
