namespace Triggers.Tests.Architecture;

/// <summary>A library, who may refer to its packages and who may name its types.</summary>
/// <param name="Packages">The NuGet packages; none for what comes with the framework.</param>
/// <param name="Namespaces">The namespaces its types are in, with those below.</param>
/// <param name="Rooms">The rooms (a project, or a folder of it) that may name them, or single types.</param>
/// <param name="Why">The reason, for whoever breaks the rule.</param>
internal sealed record Library(string[] Packages, string[] Namespaces, string[] Rooms, string Why)
{
    /// <summary>Every library in use. A new one is a decision: it gets a row here, and <c>docs/architecture.md</c> its reason.</summary>
    public static readonly IReadOnlyList<Library> All =
    [
        new(["MassTransit", "MassTransit.RabbitMQ", "RabbitMQ.Client"], ["MassTransit", "RabbitMQ"], ["Triggers.Contracts.Messaging"],
            "only the messaging room knows that there is a broker"),
        new(["Dapper", "Microsoft.Data.Sqlite", "Npgsql", "dbup-core", "dbup-sqlite", "dbup-postgresql"], ["Dapper", "Microsoft.Data.Sqlite", "Npgsql", "DbUp"],
            [
                "Triggers.Contracts.State", "Triggers.Invoker.Functions", "Triggers.Invoker.Packaging", "Triggers.Invoker.Stacks", "Triggers.Invoker.Delivery",
                "Triggers.Git.References.ReferenceTable",
            ],
            "only the state room and the rooms that own tables speak to the database"),
        new(["YamlDotNet"], ["YamlDotNet"], ["Triggers.Host"], "templates are read in the host; the rest gets what they became"),
        new(["System.CommandLine"], ["System.CommandLine"], ["Triggers.Host"], "only the host is a command line"),
        new(["prometheus-net"], ["Prometheus"], ["Triggers.Contracts.Hosting"], "the parts measure with .NET's own meters, whoever reads them"),
        new(["OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Exporter.OpenTelemetryProtocol"], ["OpenTelemetry"], ["Triggers.Contracts.Hosting"],
            "the parts trace with .NET's own activities, whoever reads them"),
        new(["Microsoft.IdentityModel.Protocols.OpenIdConnect"], ["Microsoft.IdentityModel"], ["Triggers.Http"], "only the gateway checks tokens"),
        new(["Yarp.ReverseProxy"], ["Yarp"], ["Triggers.Http"], "only the gateway is a proxy"),
        new(["System.IO.Hashing"], ["System.IO.Hashing"], ["Triggers.Invoker.Packaging"], "only archives have CRCs to check"),
        new([], ["Microsoft.AspNetCore"],
            [
                "Triggers.Contracts.Hosting", "Triggers.Contracts.Messaging.MessagingExtensions", "Triggers.Git", "Triggers.Http", "Triggers.Host", "Triggers.Invoker",
                "Triggers.Invoker.Api", "Triggers.Invoker.Stacks.StackEndpoints", "Triggers.Invoker.Logs.LogEndpoints",
                "Triggers.Invoker.Delivery.DeliveryEndpoints",
            ],
            "the web server ends at the doors: what is behind them is called with our own records"),
    ];

    /// <summary>Whether a type of this namespace is the library's.</summary>
    public bool Owns(string space) => Namespaces.Any(own => space == own || space.StartsWith($"{own}.", StringComparison.Ordinal));

    /// <summary>Whether a type may name it.</summary>
    public bool IsAllowedIn(Reference reference) => Rooms.Contains(Arrows.RoomOf(reference.Space)) || Rooms.Contains(reference.Type);

    /// <summary>Whether this project has a room that may name it.</summary>
    public bool IsAllowedIn(string project) => Rooms.Any(room => $"{room}.".StartsWith($"{House.NamespaceOf(project)}.", StringComparison.Ordinal));
}
