using Microsoft.Extensions.Options;

namespace Triggers.Http;

/// <summary>Refuses wrong settings at the start.</summary>
[OptionsValidator]
internal sealed partial class HttpTriggerOptionsValidator : IValidateOptions<HttpTriggerOptions>;
