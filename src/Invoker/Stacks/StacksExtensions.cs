using Microsoft.Extensions.Options;
using Triggers.Contracts;
using Triggers.Contracts.State;
using Triggers.Invoker.Functions;
using Triggers.Invoker.Packaging;

namespace Triggers.Invoker.Stacks;

/// <summary>Puts the stacks into a process; functions and packaging must be there too.</summary>
internal static class StacksExtensions
{
    /// <summary>Adds <see cref="StackDeployer"/>, filled at start, after the functions.</summary>
    public static IHostApplicationBuilder AddStacks(this IHostApplicationBuilder builder)
    {
        builder.AddState();
        builder.AddStateMigrations(StackTable.Migrations);
        builder.Services.AddSingleton<StackTable>();
        builder.Services.AddSingleton(services => new StackDeployer(
            services.GetRequiredService<FunctionStore>(),
            services.GetRequiredService<CodeStore>(),
            services.GetRequiredService<StackTable>(),
            services.GetRequiredService<EventSourceCatalog>(),
            services.GetRequiredService<IOptions<AwsIdentity>>(),
            services.GetRequiredService<IOptions<InvokerOptions>>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<StackLoading>();
        return builder;
    }
}
