using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Http;

return await ServiceProgram.RunAsync(
    args,
    builder => builder.AddMessaging("The HTTP trigger").AddHttpTrigger().AddDoor("Health", "http://127.0.0.1:3010"),
    app => app.MapHttpTrigger().MapDoor("Health", health => health.MapServiceDefaults()));
