namespace Triggers.Contracts.Hosting;

/// <summary>A setting is wrong: the process says this sentence and does not start.</summary>
public sealed class SettingException(string message) : Exception(message);
