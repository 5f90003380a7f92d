namespace Triggers.Host.Endpoints;

/// <summary>A running system could not be reached or refused; the message says which and why.</summary>
internal sealed class EndpointException(string message) : Exception(message);
