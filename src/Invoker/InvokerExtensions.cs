using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Contracts.State;
using Triggers.Invoker.Api;
using Triggers.Invoker.Delivery;
using Triggers.Invoker.Environments;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Invocations;
using Triggers.Invoker.Logs;
using Triggers.Invoker.Packaging;
using Triggers.Invoker.Runtimes;
using Triggers.Invoker.Sandbox;
using Triggers.Invoker.Stacks;

namespace Triggers.Invoker;

/// <summary>Puts the invoker into a process: <c>AddInvoker</c> and <c>MapInvoker</c>.</summary>
public static class InvokerExtensions
{
    /// <summary>Adds the functions' state, their environments, the delivery of events and the Lambda API.</summary>
    public static WebApplicationBuilder AddInvoker(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<InvokerOptions>().BindConfiguration(InvokerOptions.Section).ValidateOnStart();
        services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateOnStart();
        services.AddOptions<DeliveryOptions>().BindConfiguration(DeliveryOptions.Section).ValidateOnStart();
        services.AddOptions<AwsIdentity>().BindConfiguration(AwsIdentity.Section).ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<AwsIdentity>>().Value);
        services.AddSingleton<IValidateOptions<InvokerOptions>, InvokerOptionsValidator>();
        services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsValidator>();
        services.AddSingleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsValidator>();
        services.AddSingleton<IValidateOptions<AwsIdentity>, AwsIdentityValidator>();

        services.AddSingleton<ISandbox>(_ => OperatingSystem.IsLinux() ? new LinuxProcessSandbox() : new PortableSandbox());
        builder.AddPackaging();
        builder.AddFunctions();
        builder.AddStacks();
        services.AddSingleton<RuntimeResolver>();
        services.AddSingleton(provider => new LogFolder(provider.GetRequiredService<DataFolder>().PathOf("logs")));
        services.AddSingleton(provider => new EnvironmentFolder(provider.GetRequiredService<DataFolder>().PathOf("environments")));
        services.AddSingleton<LogFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<LogFiles>());
        services.AddSingleton<EnvironmentFactory>();
        services.AddSingleton<EnvironmentPools>();
        services.AddHostedService(provider => provider.GetRequiredService<EnvironmentPools>());
        services.AddHostedService<RuntimePreparation>();
        services.AddSingleton<ConcurrencyLimiter>();
        services.AddSingleton<InvocationMetrics>();
        services.AddSingleton<InvocationRunner>();
        services.AddSingleton<DestinationTargets>();
        services.AddSingleton<DestinationSender>();
        services.AddSingleton<EventRunner>();
        builder.AddStateMigrations(EventTable.Migrations);
        services.AddSingleton<EventTable>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<EventJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<EventJournal>());
        services.AddHostedService<EventSweeper>();
        services.AddSingleton<EventDelivery>();
        services.AddHostedService(provider => provider.GetRequiredService<EventDelivery>());
        services.AddSingleton<IInvocationHandler, InvocationHandler>();
        services.AddSingleton<IInvocationBus, EmbeddedInvocationBus>();
        services.TryAddSingleton<EventSourceCatalog>();
        builder.AddLambdaApi();
        return builder;
    }

    /// <summary>Answers the Lambda API, deployments and health on the door <c>Lambda</c>.</summary>
    public static void MapInvoker(this WebApplication app) => app.MapDoor(LambdaApiOptions.Section, branch =>
    {
        branch.MapServiceDefaults();
        branch.MapLambdaApi();
    });
}
