using Microsoft.Extensions.Options;

namespace Triggers.Git;

/// <summary>Refuses wrong settings at the start.</summary>
[OptionsValidator]
internal sealed partial class GitTriggerOptionsValidator : IValidateOptions<GitTriggerOptions>;
