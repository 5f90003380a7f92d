using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Invoker.Api.Requests;
using Triggers.Invoker.Api.Shapes;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Api;

/// <summary>Where code comes in and goes out: creating functions, changing their code, downloading it.</summary>
internal sealed class Code(FunctionStore store, CodeStore packages, AwsIdentity identity, TimeProvider time)
{
    /// <summary><c>CreateFunction</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        var request = await context.ReadAsync(LambdaJson.Aws.CreateFunctionRequest);
        Required.Check(("functionName", request.FunctionName), ("role", request.Role), ("code", request.Code));
        UnsupportedSettings.Check(request.Others, request.Layers);
        var function = FunctionReference.Parse(request.FunctionName!, null, identity);
        if (function.Qualifier is not (null or FunctionReference.Latest))
        {
            throw FunctionRefusals.Invalid($"A function is created without a version or alias: '{request.FunctionName}'.");
        }

        var zip = Source(request.PackageType, request.Code!.ZipFile, request.Code.S3Bucket, request.Code.ImageUri);
        var tags = Required.Values("tags", request.Tags);

        // All that can be refused is, before the package is unpacked; and again when the function is stored.
        var wanted = Wanted(request, function.Name);
        FunctionChanges.Create(store.Current, wanted, tags, time.GetUtcNow());
        var package = await packages.AddAsync(new MemoryStream(zip), context.RequestAborted);
        wanted = wanted with { CodeSha256 = package.Sha256, CodeSize = package.Size };

        FunctionConfiguration created = wanted;
        await store.ChangeAsync(all =>
        {
            var record = FunctionChanges.Create(all, wanted, tags, time.GetUtcNow());
            (record, created) = request.Publish == true
                ? VersionChanges.Publish(record, null, null, null, time.GetUtcNow())
                : (record, record.Latest);
            return all.Functions.Add(record.Name, record);
        }, context.RequestAborted);
        var qualifier = request.Publish == true ? created.Version : null;
        await Functions.AnswerAsync(context, StatusCodes.Status201Created, FunctionConfigurationShape.Of(created, identity, qualifier).AsCreated());
    }

    /// <summary><c>UpdateFunctionCode</c>.</summary>
    public async Task UpdateAsync(HttpContext context)
    {
        var function = context.Unqualified(identity);
        var request = await context.ReadAsync(LambdaJson.Aws.UpdateFunctionCodeRequest);
        var record = store.Current.Get(function, identity);
        FunctionRefusals.CheckRevision(request.RevisionId, record.Latest.RevisionId);
        var zip = Source(null, request.ZipFile, request.S3Bucket, request.ImageUri);
        var package = await packages.AddAsync(new MemoryStream(zip), context.RequestAborted);

        var changed = request.DryRun == true
            ? Change(record).Outcome
            : await store.ChangeAsync(function, identity, Change, context.RequestAborted);
        var qualifier = request.Publish == true ? changed.Version : null;
        await Functions.AnswerAsync(context, StatusCodes.Status200OK, FunctionConfigurationShape.Of(changed, identity, qualifier).AsUpdating());

        (FunctionRecord Record, FunctionConfiguration Outcome) Change(FunctionRecord before)
        {
            var after = FunctionChanges.UpdateCode(
                before, package.Sha256, package.Size, request.Architectures?.ToImmutableArray(), request.RevisionId, time.GetUtcNow());
            return request.Publish == true ? VersionChanges.Publish(after, null, null, null, time.GetUtcNow()) : (after, after.Latest);
        }
    }

    /// <summary>The package, at the address that <c>GetFunction</c> gives.</summary>
    public async Task DownloadAsync(HttpContext context)
    {
        var package = packages.Find((string)context.Request.RouteValues["sha256"]!) ?? throw FunctionRefusals.NoSuchResource();
        context.Response.ContentType = "application/zip";
        context.Response.ContentLength = package.Size;
        await context.Response.SendFileAsync(packages.ZipPathOf(package.Sha256), context.RequestAborted);
    }

    // Images and buckets are refused by name: what is asked for must not look like a missing parameter.
    private static byte[] Source(string? packageType, byte[]? zip, string? bucket, string? image) => (packageType, zip, bucket, image) switch
    {
        (not (null or "Zip" or "Image"), _, _, _) => throw ApiRequest.Invalid(packageType, "packageType", "Member must satisfy enum value set: [Image, Zip]"),
        ("Image", _, _, _) or (_, _, _, not null) => throw FunctionRefusals.Invalid("Container images are not supported here: upload a zip package (ZipFile)."),
        (_, _, not null, _) => throw FunctionRefusals.Invalid("Code in a bucket (S3Bucket) is not supported here: upload the zip package itself (ZipFile)."),
        (_, not null, _, _) => zip,
        _ => throw FunctionRefusals.Invalid("Please provide a source for function code."),
    };

    private static FunctionConfiguration Wanted(CreateFunctionRequest request, string name) => new()
    {
        FunctionName = name,
        Version = FunctionReference.Latest,
        RevisionId = "",
        LastModified = default,
        CodeSha256 = "",
        CodeSize = 0,
        Runtime = request.Runtime,
        Handler = request.Handler,
        Role = request.Role!,
        Description = request.Description ?? "",
        Timeout = request.Timeout ?? 3,
        MemorySize = request.MemorySize ?? 128,
        EphemeralStorageSize = request.EphemeralStorage?.Size ?? 512,
        Architectures = request.Architectures?.ToImmutableArray() ?? ["x86_64"],
        Environment = Required.Values("environment.variables", request.Environment?.Variables),
        DeadLetterTargetArn = request.DeadLetterConfig?.TargetArn,
        TracingMode = request.TracingConfig?.Mode ?? "PassThrough",
        LogFormat = request.LoggingConfig?.LogFormat ?? "Text",
        LogGroup = request.LoggingConfig?.LogGroup,
        Kept = KeptSettings.Merge(null, request.Others, request.LoggingConfig),
    };
}
