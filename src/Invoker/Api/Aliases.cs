using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;

namespace Triggers.Invoker.Api;

/// <summary>Aliases. https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html</summary>
internal sealed class Aliases(FunctionStore store, AwsIdentity identity)
{
    /// <summary><c>CreateAlias</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.AliasRequest);
        Required.Check(("name", request.Name), ("functionVersion", request.FunctionVersion));
        var alias = await store.ChangeAsync(function, identity,
            record => AliasChanges.Create(
                record, request.Name!, request.FunctionVersion!, request.Description, request.RoutingConfig?.AdditionalVersionWeights, identity),
            context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status201Created, Shape(function, alias), LambdaJson.Aws.AliasShape);
    }

    /// <summary><c>UpdateAlias</c>.</summary>
    public async Task UpdateAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.AliasRequest);

        // An empty routing configuration takes the second version away; an absent one leaves it.
        var weights = request.RoutingConfig is { } routing ? routing.AdditionalVersionWeights ?? [] : null;
        var alias = await store.ChangeAsync(function, identity,
            record => AliasChanges.Update(record, Name(context), request.FunctionVersion, request.Description, weights, request.RevisionId, identity),
            context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, Shape(function, alias), LambdaJson.Aws.AliasShape);
    }

    /// <summary><c>GetAlias</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var name = Name(context);
        return store.Current.Get(function, identity).Aliases.TryGetValue(name, out var alias)
            ? context.AnswerAsync(StatusCodes.Status200OK, Shape(function, alias), LambdaJson.Aws.AliasShape)
            : throw FunctionRefusals.AliasNotFound(function with { Qualifier = name }, identity);
    }

    /// <summary><c>ListAliases</c>, all or those of one version.</summary>
    public Task ListAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var version = context.Parameter("FunctionVersion");
        var (items, next) = context.Page(store.Current.Get(function, identity).Aliases.Values
            .Where(alias => version is null || alias.FunctionVersion == version || alias.AdditionalVersion == version)
            .Select(alias => KeyValuePair.Create(alias.Name, Shape(function, alias))));
        return context.AnswerAsync(StatusCodes.Status200OK, new ListAliasesAnswer { Aliases = items, NextMarker = next }, LambdaJson.Aws.ListAliasesAnswer);
    }

    /// <summary><c>DeleteAlias</c>.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        await store.ChangeAsync(context.Unqualified(identity), identity, (_, record) => AliasChanges.Delete(record, Name(context)), context.RequestAborted);
        context.AnswerNothing();
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["alias"]!;

    private AliasShape Shape(FunctionReference function, FunctionAlias alias) => new()
    {
        AliasArn = new FunctionReference(function.Name, alias.Name).ToArn(identity),
        Name = alias.Name,
        FunctionVersion = alias.FunctionVersion,
        Description = alias.Description,
        RoutingConfig = alias.AdditionalVersion is { } additional
            ? new RoutingConfigShape { AdditionalVersionWeights = new Dictionary<string, double> { [additional] = alias.AdditionalWeight } }
            : null,
        RevisionId = alias.RevisionId,
    };
}
