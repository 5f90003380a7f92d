using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Triggers.Contracts;

namespace Triggers.Invoker.Api.Requests;

/// <summary>Reads the parts of a request of the Lambda API: what it is about, its parameters, its JSON.</summary>
internal static partial class ApiRequest
{
    private const string QualifierPattern = "(|[a-zA-Z0-9$_-]+)";

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The function in the path, with the qualifier of the path or of the query.</summary>
    public static FunctionReference Function(this HttpContext context, AwsIdentity identity)
    {
        var text = (string)context.Request.RouteValues["function"]!;
        var qualifier = context.Request.QueryString.HasValue ? context.Parameter("Qualifier") : null;
        if (qualifier is not null && (qualifier.Length > 128 || !Qualifier().IsMatch(qualifier)))
        {
            throw Invalid(qualifier, "qualifier", qualifier.Length > 128
                ? "Member must have length less than or equal to 128"
                : $"Member must satisfy regular expression pattern: {QualifierPattern}");
        }

        // Nearly every call has a plain name: no need of the grammar of ARNs.
        return text.Length <= 64 && !text.AsSpan().ContainsAnyExcept(NameLetters)
            ? new FunctionReference(text, qualifier)
            : FunctionReference.Parse(text, qualifier, identity);
    }

    /// <summary>The function in the path of an operation that is about the whole function.</summary>
    /// <exception cref="LambdaException">A version or alias is named.</exception>
    public static FunctionReference Unqualified(this HttpContext context, AwsIdentity identity)
    {
        var function = context.Function(identity);
        return function.Qualifier is null or FunctionReference.Latest
            ? function with { Qualifier = null }
            : throw new LambdaException(LambdaErrors.InvalidParameterValue,
                $"{context.GetEndpoint()?.DisplayName} takes a function without a version or alias, not '{function}'.");
    }

    /// <summary>A parameter of the query, or null when it is absent or empty.</summary>
    public static string? Parameter(this HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number of the query, or null.</summary>
    public static int? Number(this HttpContext context, string name, string member, int least, int most)
    {
        if (context.Parameter(name) is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new LambdaException(LambdaErrors.Serialization, $"'{text}' can not be converted to an Integer: {name}");
        }

        return number < least ? throw Invalid(text, member, $"Member must have value greater than or equal to {least}")
            : number > most ? throw Invalid(text, member, $"Member must have value less than or equal to {most}")
            : number;
    }

    /// <summary>The body's JSON. Members that are not known are left alone, as AWS does.</summary>
    /// <exception cref="LambdaException">SerializationException: broken JSON, or a member of a wrong type.</exception>
    public static async ValueTask<T> ReadAsync<T>(this HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        var body = await RequestBody.ReadAsync(context);
        try
        {
            return body.IsEmpty
                ? JsonSerializer.Deserialize("{}"u8, type)!
                : JsonSerializer.Deserialize(body.Span, type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new LambdaException(LambdaErrors.Serialization, failure.Path is { Length: > 2 } path && failure.InnerException is not JsonException
                ? $"The value at '{path[2..]}' in the request body has a wrong type."
                : $"The request body is not a JSON object: line {failure.LineNumber + 1 ?? 1}, column {failure.BytePositionInLine + 1 ?? 1}.", failure);
        }
    }

    /// <summary>A broken constraint of the API's model, in the words of AWS's front end.</summary>
    public static LambdaException Invalid(string value, string member, string constraint) => new(LambdaErrors.Validation,
        $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    [GeneratedRegex(@"\A[a-zA-Z0-9$_-]*\z")]
    private static partial Regex Qualifier();
}
