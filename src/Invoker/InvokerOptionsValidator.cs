using Microsoft.Extensions.Options;

namespace Triggers.Invoker;

/// <summary>Checks <see cref="InvokerOptions"/> by its annotations.</summary>
[OptionsValidator]
internal sealed partial class InvokerOptionsValidator : IValidateOptions<InvokerOptions>;
