using Microsoft.Extensions.Options;

namespace Triggers.Invoker.Api;

/// <summary>Checks the annotations of <see cref="LambdaApiOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LambdaApiOptionsValidator : IValidateOptions<LambdaApiOptions>;
