namespace Triggers.Invoker.Api.Shapes;

/// <summary>What <c>GetAccountSettings</c> answers.</summary>
internal sealed record AccountSettingsShape
{
    /// <summary>What there may be.</summary>
    public AccountLimitShape? AccountLimit { get; init; }

    /// <summary>What there is.</summary>
    public AccountUsageShape? AccountUsage { get; init; }
}
