using Microsoft.Extensions.Options;

namespace Triggers.Contracts.Messaging;

/// <summary>Refuses wrong settings at the start.</summary>
[OptionsValidator]
internal sealed partial class MessagingOptionsValidator : IValidateOptions<MessagingOptions>;
