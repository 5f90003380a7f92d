using Triggers.Contracts.Hosting;
using Triggers.Contracts.Messaging;
using Triggers.Http;

return await ServiceProgram.RunAsync(
    args,
    builder =>
    {
        builder.AddMessaging("The HTTP trigger");
        builder.AddHttpTrigger();
        builder.AddDoor("Health", "http://127.0.0.1:3010");
    },
    app =>
    {
        app.MapHttpTrigger();
        app.MapDoor("Health", health => health.MapServiceDefaults());
    });
