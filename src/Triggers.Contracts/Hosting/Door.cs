namespace Triggers.Contracts.Hosting;

/// <summary>An address this process listens on, and whose it is: <c>Http:Url</c>, <c>Lambda:Url</c> …</summary>
/// <param name="Name">The configuration section; the address is its <c>Url</c>.</param>
/// <param name="Url">Scheme, host and port.</param>
public sealed record Door(string Name, Uri Url);
