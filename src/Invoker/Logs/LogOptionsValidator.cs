using Microsoft.Extensions.Options;

namespace Triggers.Invoker.Logs;

/// <summary>Checks <see cref="LogOptions"/> by its annotations.</summary>
[OptionsValidator]
internal sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;
