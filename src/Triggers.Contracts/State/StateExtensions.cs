using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Triggers.Contracts.State;

/// <summary>Puts the data folder and the database into a process.</summary>
public static class StateExtensions
{
    /// <summary>Adds <see cref="DataFolder"/> and <see cref="StateDatabase"/>, once however many parts ask for them.</summary>
    public static IHostApplicationBuilder AddState(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section).ValidateOnStart();
        builder.Services.AddOptions<StateOptions>().BindConfiguration(StateOptions.Section);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DataOptions>, DataOptionsValidator>());
        builder.Services.TryAddSingleton(services => DataFolder.Open(services.GetRequiredService<IOptions<DataOptions>>().Value.Path));
        builder.Services.TryAddSingleton<StateDatabase>();
        return builder;
    }

    /// <summary>Adds the tables of a part.</summary>
    public static IHostApplicationBuilder AddStateMigrations(this IHostApplicationBuilder builder, StateMigrations migrations)
    {
        builder.Services.AddSingleton(migrations);
        return builder;
    }
}
