using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Contracts.State;
using Triggers.Git.Api;
using Triggers.Git.Pushes;
using Triggers.Git.References;
using Triggers.Git.Repositories;
using Triggers.Git.Webhooks;

namespace Triggers.Git;

/// <summary>Puts the git trigger into a process. It needs an <c>IInvocationBus</c>; repositories and triggers come from the catalog.</summary>
public static class GitTriggerExtensions
{
    /// <summary>Adds webhooks, the address they come to (<c>Git:Url</c>), and what is known of references.</summary>
    /// <exception cref="SettingException">The address cannot be read.</exception>
    public static WebApplicationBuilder AddGitTrigger(this WebApplicationBuilder builder)
    {
        builder.AddDoor(GitTriggerOptions.Section, GitTriggerOptions.DefaultUrl);
        builder.AddState();
        builder.AddStateMigrations(ReferenceTable.Migrations);
        var services = builder.Services;
        services.AddOptions<GitTriggerOptions>().BindConfiguration(GitTriggerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GitTriggerOptions>, GitTriggerOptionsValidator>();
        services.AddOptions<AwsIdentity>().BindConfiguration(AwsIdentity.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventSourceCatalog>();
        services.TryAddSingleton<ReadyGate>();
        services.AddSingleton<RepositoryAccesses>();
        services.AddSingleton<GitRepositories>();
        services.AddSingleton<ReferenceTable>();
        services.AddSingleton<KnownReferences>();
        services.AddHostedService(provider => provider.GetRequiredService<KnownReferences>());
        services.AddSingleton<EventSender>();
        services.AddSingleton<CatchUp>();
        services.AddHostedService(provider => provider.GetRequiredService<CatchUp>());
        services.AddSingleton<PushDelivery>();
        services.AddSingleton<DeliveryArchive>();
        services.AddSingleton<GitTriggerMetrics>();
        services.AddSingleton<GitTrigger>();
        services.AddSingleton<TriggerStore>();
        services.AddHostedService(provider => provider.GetRequiredService<TriggerStore>());
        services.AddSingleton<CodeCommitApi>();
        foreach (var operation in CodeCommitApi.Operations)
        {
            services.AddSingleton(provider => CodeCommitApi.Endpoint(operation, provider));
        }

        return builder;
    }

    /// <summary>Hears webhooks at their address.</summary>
    public static WebApplication MapGitTrigger(this WebApplication app)
    {
        var trigger = app.Services.GetRequiredService<GitTrigger>();
        app.MapDoor(GitTriggerOptions.Section, branch => branch.Run(trigger.RunAsync));
        return app;
    }
}
