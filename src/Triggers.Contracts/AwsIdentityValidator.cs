using Microsoft.Extensions.Options;

namespace Triggers.Contracts;

/// <summary>Checks <see cref="AwsIdentity"/> by its annotations.</summary>
[OptionsValidator]
public sealed partial class AwsIdentityValidator : IValidateOptions<AwsIdentity>;
