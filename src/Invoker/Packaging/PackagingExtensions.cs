using Triggers.Contracts.State;

namespace Triggers.Invoker.Packaging;

/// <summary>Puts the code packages into a process.</summary>
internal static class PackagingExtensions
{
    /// <summary>Adds <see cref="CodeStore"/> and what keeps it tidy.</summary>
    public static IHostApplicationBuilder AddPackaging(this IHostApplicationBuilder builder)
    {
        builder.AddState();
        builder.Services.AddSingleton(services => new CodeStore(
            services.GetRequiredService<DataFolder>().PathOf("code"),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<CodeStore>>()));
        builder.Services.AddHostedService<CodeCollector>();
        return builder;
    }
}
