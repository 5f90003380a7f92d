using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Git;

return await ServiceProgram.RunAsync(
    args,
    builder => builder.AddMessaging("The git trigger").AddGitTrigger().AddDoor("Health", "http://127.0.0.1:3013"),
    app => app.MapGitTrigger().MapDoor("Health", health => health.MapServiceDefaults()));
