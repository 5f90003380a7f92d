using Triggers.Invoker.Api.Requests;

namespace Triggers.Invoker.Api;

/// <summary>
/// Every route of the Lambda API on one screen. Paths and methods: botocore <c>lambda/2015-03-31/service-2.json</c>.
/// </summary>
internal static class LambdaRoutes
{
    private const string Function = "functions/{function}";

    /// <summary>Maps them all.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var invoke = New<Invoke>();
        Route("POST", $"/2015-03-31/{Function}/invocations", "InvokeFunction", invoke.RunAsync, BodyLimit.Invoke);
        Route("POST", $"/2014-11-13/{Function}/invoke-async", "InvokeAsync", invoke.RunDeprecatedAsync, BodyLimit.Invoke);
        Route("POST", $"/2021-11-15/{Function}/response-streaming-invocations", "InvokeWithResponseStream", Invoke.RefuseStreamAsync, BodyLimit.Invoke);

        var functions = New<Functions>();
        var code = New<Code>();
        Route("POST", "/2015-03-31/functions", "CreateFunction", code.CreateAsync, BodyLimit.Package);
        Route("GET", "/2015-03-31/functions", "ListFunctions", functions.ListAsync);
        Route("GET", $"/2015-03-31/{Function}", "GetFunction", functions.GetAsync);
        Route("DELETE", $"/2015-03-31/{Function}", "DeleteFunction", functions.DeleteAsync);
        Route("PUT", $"/2015-03-31/{Function}/code", "UpdateFunctionCode", code.UpdateAsync, BodyLimit.Package);
        Route("GET", $"/2015-03-31/{Function}/configuration", "GetFunctionConfiguration", functions.GetConfigurationAsync);
        Route("PUT", $"/2015-03-31/{Function}/configuration", "UpdateFunctionConfiguration", functions.UpdateConfigurationAsync);
        Route("GET", "/triggers/code/{sha256}.zip", "GetCode", code.DownloadAsync);

        var versions = New<Versions>();
        Route("POST", $"/2015-03-31/{Function}/versions", "PublishVersion", versions.PublishAsync);
        Route("GET", $"/2015-03-31/{Function}/versions", "ListVersionsByFunction", versions.ListAsync);

        var aliases = New<Aliases>();
        Route("POST", $"/2015-03-31/{Function}/aliases", "CreateAlias", aliases.CreateAsync);
        Route("GET", $"/2015-03-31/{Function}/aliases", "ListAliases", aliases.ListAsync);
        Route("GET", $"/2015-03-31/{Function}/aliases/{{alias}}", "GetAlias", aliases.GetAsync);
        Route("PUT", $"/2015-03-31/{Function}/aliases/{{alias}}", "UpdateAlias", aliases.UpdateAsync);
        Route("DELETE", $"/2015-03-31/{Function}/aliases/{{alias}}", "DeleteAlias", aliases.DeleteAsync);

        var permissions = New<Permissions>();
        Route("POST", $"/2015-03-31/{Function}/policy", "AddPermission", permissions.AddAsync);
        Route("GET", $"/2015-03-31/{Function}/policy", "GetPolicy", permissions.GetAsync);
        Route("DELETE", $"/2015-03-31/{Function}/policy/{{statement}}", "RemovePermission", permissions.RemoveAsync);

        var concurrency = New<Concurrency>();
        Route("PUT", $"/2017-10-31/{Function}/concurrency", "PutFunctionConcurrency", concurrency.PutAsync);
        Route("DELETE", $"/2017-10-31/{Function}/concurrency", "DeleteFunctionConcurrency", concurrency.DeleteAsync);
        Route("GET", $"/2019-09-30/{Function}/concurrency", "GetFunctionConcurrency", concurrency.GetAsync);
        Route("PUT", $"/2019-09-30/{Function}/provisioned-concurrency", "PutProvisionedConcurrencyConfig", Concurrency.RefuseProvisionedAsync);
        Route("GET", $"/2019-09-30/{Function}/provisioned-concurrency", "GetProvisionedConcurrencyConfig", concurrency.GetProvisionedAsync);
        Route("DELETE", $"/2019-09-30/{Function}/provisioned-concurrency", "DeleteProvisionedConcurrencyConfig", concurrency.DeleteProvisionedAsync);

        var eventInvoke = New<EventInvokeConfigs>();
        Route("PUT", $"/2019-09-25/{Function}/event-invoke-config", "PutFunctionEventInvokeConfig", eventInvoke.PutAsync);
        Route("POST", $"/2019-09-25/{Function}/event-invoke-config", "UpdateFunctionEventInvokeConfig", eventInvoke.UpdateAsync);
        Route("GET", $"/2019-09-25/{Function}/event-invoke-config", "GetFunctionEventInvokeConfig", eventInvoke.GetAsync);
        Route("DELETE", $"/2019-09-25/{Function}/event-invoke-config", "DeleteFunctionEventInvokeConfig", eventInvoke.DeleteAsync);
        Route("GET", $"/2019-09-25/{Function}/event-invoke-config/list", "ListFunctionEventInvokeConfigs", eventInvoke.ListAsync);

        var urls = New<FunctionUrls>();
        Route("POST", $"/2021-10-31/{Function}/url", "CreateFunctionUrlConfig", urls.CreateAsync);
        Route("GET", $"/2021-10-31/{Function}/url", "GetFunctionUrlConfig", urls.GetAsync);
        Route("PUT", $"/2021-10-31/{Function}/url", "UpdateFunctionUrlConfig", urls.UpdateAsync);
        Route("DELETE", $"/2021-10-31/{Function}/url", "DeleteFunctionUrlConfig", urls.DeleteAsync);
        Route("GET", $"/2021-10-31/{Function}/urls", "ListFunctionUrlConfigs", urls.ListAsync);

        var tags = New<Tags>();
        Route("GET", "/2017-03-31/tags/{function}", "ListTags", tags.ListAsync);
        Route("POST", "/2017-03-31/tags/{function}", "TagResource", tags.TagAsync);
        Route("DELETE", "/2017-03-31/tags/{function}", "UntagResource", tags.UntagAsync);

        Route("GET", "/2016-08-19/account-settings", "GetAccountSettings", New<AccountSettings>().GetAsync);
        var recursion = New<RecursionConfig>();
        Route("GET", $"/2024-08-31/{Function}/recursion-config", "GetFunctionRecursionConfig", recursion.GetAsync);
        Route("PUT", $"/2024-08-31/{Function}/recursion-config", "PutFunctionRecursionConfig", recursion.PutAsync);
        var runtime = New<RuntimeManagement>();
        Route("GET", $"/2021-07-20/{Function}/runtime-management-config", "GetRuntimeManagementConfig", runtime.GetAsync);
        Route("PUT", $"/2021-07-20/{Function}/runtime-management-config", "PutRuntimeManagementConfig", runtime.PutAsync);

        Route("POST", "/2015-03-31/event-source-mappings", "CreateEventSourceMapping", NotServed.RefuseEventSourceMappingAsync);
        Route("GET", "/2015-03-31/event-source-mappings", "ListEventSourceMappings", NotServed.ListEventSourceMappingsAsync);
        Route("GET", "/2015-03-31/event-source-mappings/{id}", "GetEventSourceMapping", NotServed.NoEventSourceMappingAsync);
        Route("PUT", "/2015-03-31/event-source-mappings/{id}", "UpdateEventSourceMapping", NotServed.NoEventSourceMappingAsync);
        Route("DELETE", "/2015-03-31/event-source-mappings/{id}", "DeleteEventSourceMapping", NotServed.NoEventSourceMappingAsync);
        Route("GET", "/2018-10-31/layers", "ListLayers", NotServed.ListLayersAsync);
        Route("POST", "/2018-10-31/layers/{layer}/versions", "PublishLayerVersion", NotServed.RefuseLayerAsync, BodyLimit.Package);
        Route("GET", "/2018-10-31/layers/{layer}/versions", "ListLayerVersions", NotServed.ListLayerVersionsAsync);
        Route("GET", "/2018-10-31/layers/{layer}/versions/{number}", "GetLayerVersion", NotServed.NoLayerAsync);
        Route("DELETE", "/2018-10-31/layers/{layer}/versions/{number}", "DeleteLayerVersion", NotServed.NoLayerAsync);
        Route("GET", $"/2020-06-30/{Function}/code-signing-config", "GetFunctionCodeSigningConfig", New<NotServed>().GetCodeSigningAsync);
        Route("PUT", $"/2020-06-30/{Function}/code-signing-config", "PutFunctionCodeSigningConfig", NotServed.RefuseCodeSigningAsync);
        Route("POST", "/2020-04-22/code-signing-configs", "CreateCodeSigningConfig", NotServed.RefuseCodeSigningAsync);
        Route("GET", "/2020-04-22/code-signing-configs", "ListCodeSigningConfigs", NotServed.ListCodeSigningConfigsAsync);

        T New<T>() => ActivatorUtilities.CreateInstance<T>(api.ServiceProvider);

        void Route(string method, string pattern, string operation, RequestDelegate handle, int largestBody = BodyLimit.Settings) =>
            api.MapMethods(pattern, [method], handle).WithDisplayName(operation).WithMetadata(new BodyLimit(operation, largestBody));
    }
}
