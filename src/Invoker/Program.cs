using Triggers.Contracts.Hosting;
using Triggers.Invoker;

return await ServiceProgram.RunAsync(args, builder => builder.AddInvoker(), app => app.MapInvoker());
