using Triggers.Contracts.State;

namespace Triggers.Invoker.Functions;

/// <summary>Puts the functions into a process.</summary>
internal static class FunctionsExtensions
{
    /// <summary>Adds <see cref="FunctionStore"/>, filled at start.</summary>
    public static IHostApplicationBuilder AddFunctions(this IHostApplicationBuilder builder)
    {
        builder.AddState();
        builder.AddStateMigrations(FunctionTable.Migrations);
        builder.Services.AddSingleton<FunctionTable>();
        builder.Services.AddSingleton(services => new FunctionStore(services.GetRequiredService<FunctionTable>()));
        builder.Services.AddHostedService<FunctionStoreLoading>();
        return builder;
    }
}
