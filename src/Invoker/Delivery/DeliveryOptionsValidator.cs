using Microsoft.Extensions.Options;

namespace Triggers.Invoker.Delivery;

/// <summary>Checks <see cref="DeliveryOptions"/> by its annotations.</summary>
[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
