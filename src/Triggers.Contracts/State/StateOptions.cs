namespace Triggers.Contracts.State;

/// <summary>The database: section <c>State</c> of the configuration.</summary>
public sealed class StateOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "State";

    /// <summary>An ADO.NET connection string of SQLite; null = <c>state.db</c> in the data folder.</summary>
    public string? ConnectionString { get; set; }
}
