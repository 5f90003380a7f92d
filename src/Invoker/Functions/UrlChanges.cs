using System.Security.Cryptography;
using System.Text.Json;
using Triggers.Contracts;

namespace Triggers.Invoker.Functions;

/// <summary>
/// Creating, changing and deleting function URLs, of the unqualified function (null) or of an alias.
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
/// </summary>
internal static class UrlChanges
{
    /// <summary>A new function URL with an id of its own.</summary>
    public static (FunctionRecord Record, FunctionUrl Url) Create(
        FunctionRecord function, string? qualifier, string authType, string? invokeMode, JsonElement? cors, AwsIdentity identity, DateTimeOffset now)
    {
        Check(qualifier, authType, invokeMode);
        CheckAlias(function, qualifier);
        if (function.Urls.ContainsKey(qualifier ?? FunctionReference.Latest))
        {
            var arn = new FunctionReference(function.Name, qualifier).ToArn(identity);
            throw new LambdaException(LambdaErrors.ResourceConflict,
                $"Failed to create function url config for [functionArn = {arn}]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }

        var id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 32);
        return Set(function, qualifier, new FunctionUrl(id, authType, invokeMode ?? "BUFFERED", cors, now, now));
    }

    /// <summary>Changes a function URL; what is null stays as it is.</summary>
    public static (FunctionRecord Record, FunctionUrl Url) Update(
        FunctionRecord function, string? qualifier, string? authType, string? invokeMode, JsonElement? cors, DateTimeOffset now)
    {
        Check(qualifier, authType, invokeMode);
        var url = Find(function, qualifier);
        return Set(function, qualifier, url with
        {
            AuthType = authType ?? url.AuthType,
            InvokeMode = invokeMode ?? url.InvokeMode,
            Cors = cors ?? url.Cors,
            LastModifiedTime = now,
        });
    }

    /// <summary>Deletes a function URL.</summary>
    public static FunctionRecord Delete(FunctionRecord function, string? qualifier)
    {
        Check(qualifier, null, null);
        _ = Find(function, qualifier);
        return function with { Urls = function.Urls.Remove(qualifier ?? FunctionReference.Latest) };
    }

    /// <summary>The function URL of a qualifier.</summary>
    /// <exception cref="LambdaException">There is none.</exception>
    public static FunctionUrl Find(FunctionRecord function, string? qualifier) =>
        function.Urls.TryGetValue(qualifier ?? FunctionReference.Latest, out var url) ? url : throw FunctionRefusals.NoSuchResource();

    private static (FunctionRecord Record, FunctionUrl Url) Set(FunctionRecord function, string? qualifier, FunctionUrl url) =>
        (function with { Urls = function.Urls.SetItem(qualifier ?? FunctionReference.Latest, url) }, url);

    private static void Check(string? qualifier, string? authType, string? invokeMode)
    {
        var problems = new List<FunctionProblem>();
        if (qualifier is not null && !FunctionPatterns.Alias.IsMatch(qualifier))
        {
            problems.Add(FunctionProblem.Constraint("qualifier", qualifier,
                $"Member must satisfy regular expression pattern: {FunctionPatterns.UrlQualifierText}"));
        }

        if (authType is not (null or "NONE" or "AWS_IAM"))
        {
            problems.Add(FunctionProblem.Constraint("authType", authType, "Member must satisfy enum value set: [NONE, AWS_IAM]"));
        }

        if (invokeMode is not (null or "BUFFERED" or "RESPONSE_STREAM"))
        {
            problems.Add(FunctionProblem.Constraint("invokeMode", invokeMode, "Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]"));
        }

        FunctionProblem.ThrowIfAny(problems);
    }

    private static void CheckAlias(FunctionRecord function, string? qualifier)
    {
        if (qualifier is not null && !function.Aliases.ContainsKey(qualifier))
        {
            throw new LambdaException(LambdaErrors.ResourceNotFound, "Function does not exist");
        }
    }
}
