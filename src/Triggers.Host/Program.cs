using Triggers.Host.Commands;

return await CommandLine.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
