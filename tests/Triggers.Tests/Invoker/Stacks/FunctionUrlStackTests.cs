using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triggers.Contracts;
using Triggers.Invoker;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Stacks;
using Triggers.Tests.Contracts.State;

namespace Triggers.Tests.Invoker.Stacks;

/// <summary>Function URLs become event sources, whether a stack or the Lambda API made them.</summary>
public sealed class FunctionUrlStackTests : IAsyncLifetime
{
    private static readonly StackFunctionUrl Url = new("abcdefghijklmnopqrstuvwxyz012345", "NONE", "BUFFERED", JsonElement.Parse("""{"AllowOrigins":["*"]}"""));

    private readonly TemporaryState state = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly EventSourceCatalog catalog = new();
    private FunctionStore functions = null!;
    private StackDeployer deployer = null!;
    private string sha256 = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var code = new CodeStore(state.Data.PathOf("code"), time, NullLogger<CodeStore>.Instance);
        sha256 = (await code.AddAsync(new MemoryStream(ZipBuilder.FromInlineCode("python3.13", "x = 1").Zip.ToArray()), Cancellation)).Sha256;
        functions = await state.OpenStoreAsync();
        deployer = new StackDeployer(functions, code, new StackTable(state.Open()), catalog, Options.Create(new AwsIdentity()), Options.Create(new InvokerOptions()), time);
        await deployer.InitializeAsync(Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        deployer.Dispose();
        functions.Dispose();
        state.Dispose();
        return default;
    }

    [Fact]
    public async Task A_stacks_url_comes_and_goes_with_the_template()
    {
        await DeployAsync(Url);
        Assert.Equal(
            """[{"id":"url/f","kind":"AWS::Lambda::Url","stack":"s","function":{"name":"f"},"properties":{"UrlId":"abcdefghijklmnopqrstuvwxyz012345","AuthType":"NONE","InvokeMode":"BUFFERED","Cors":{"AllowOrigins":["*"]}}}]""",
            JsonSerializer.Serialize(catalog.Current, StackJson.EventSources));
        var revision = functions.Current.Find("f")!;

        Assert.Equal(1, (await DeployAsync(Url)).Unchanged);
        Assert.Same(revision, functions.Current.Find("f"));

        await DeployAsync(Url with { AuthType = "AWS_IAM" });
        Assert.Equal("AWS_IAM", Assert.Single(catalog.Current).Properties.GetProperty("AuthType").GetString());

        await DeployAsync(null);
        Assert.Empty(catalog.Current);
        Assert.Empty(functions.Current.Find("f")!.Urls);
    }

    [Fact]
    public async Task A_url_of_the_lambda_api_is_there_at_once_and_stays_through_a_deployment()
    {
        await DeployAsync(null);
        var (_, url) = await CreateAsync();
        Assert.Equal(url.UrlId, Assert.Single(catalog.Current).Properties.GetProperty("UrlId").GetString());

        await DeployAsync(null);
        Assert.Single(catalog.Current);

        await functions.ChangeAsync(now => now.Functions.SetItem("f", UrlChanges.Delete(now.Find("f")!, null)), Cancellation);
        Assert.Empty(catalog.Current);
    }

    private async Task<(FunctionRecord Record, FunctionUrl Url)> CreateAsync()
    {
        (FunctionRecord Record, FunctionUrl Url) made = default;
        await functions.ChangeAsync(
            now =>
            {
                made = UrlChanges.Create(now.Find("f")!, null, "NONE", null, null, new AwsIdentity(), time.GetUtcNow());
                return now.Functions.SetItem("f", made.Record);
            },
            Cancellation);
        return made;
    }

    private Task<StackChanges> DeployAsync(StackFunctionUrl? url) => deployer.DeployAsync(
        new StackDocument
        {
            Name = "s",
            Functions = [new StackFunction { FunctionName = "f", CodeSha256 = sha256, Runtime = "python3.13", Handler = "index.handler", Url = url }],
            EventSources = [],
        },
        Cancellation);
}
