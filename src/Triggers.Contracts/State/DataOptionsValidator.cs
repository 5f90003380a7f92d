using Microsoft.Extensions.Options;

namespace Triggers.Contracts.State;

/// <summary>Checks <see cref="DataOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class DataOptionsValidator : IValidateOptions<DataOptions>;
