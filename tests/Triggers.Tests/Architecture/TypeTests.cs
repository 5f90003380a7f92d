using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Triggers.Tests.Architecture;

/// <summary>Rule 4 of the house, and its conventions on types.</summary>
public sealed class TypeTests
{
    /// <summary>Every interface of ours, and the reason it may exist.</summary>
    private static readonly Dictionary<string, string> Interfaces = new()
    {
        ["Triggers.Contracts.Messaging.IInvocationBus"] = "two implementations: in this process, or over RabbitMQ",
        ["Triggers.Contracts.Messaging.IInvocationHandler"] = "the boundary between a trigger's process and an invoker's",
        ["Triggers.Invoker.Sandbox.ISandbox"] = "several implementations: a Linux process, a portable one; bubblewrap and containers to come",
        ["Triggers.Invoker.Sandbox.IBoxedProcess"] = "one implementation for each kind of sandbox",
        ["Triggers.Invoker.Sandbox.IProcessOutput"] = "two implementations: our own pipe, .NET's two",
        ["Triggers.Git.Webhooks.IWebhookHost"] = "one implementation for each git host: the trigger grows by a file",
        ["Triggers.Host.Deployment.IStackTarget"] = "two implementations: this process, or a running one over HTTP",
        ["Triggers.Host.Templates.Resources.IResourceReader"] = "one implementation for each type of resource: the reader grows by a file",
        ["Triggers.Host.Templates.Events.IEventReader"] = "one implementation for each type of event: the reader grows by a file",
    };

    [Fact]
    public void An_interface_has_a_reason() => House.Holds(
        "Rule 4: an interface only where there are two real implementations or a process boundary. Name the reason in TypeTests.cs, or use the class.",
        House.WrittenTypes.Where(type => type.IsInterface && !Interfaces.ContainsKey(type.FullName!)).Select(type => type.FullName!));

    [Fact]
    public void No_class_is_made_to_be_inherited() => House.Holds(
        "Conventions: no abstract base classes, and classes and records are sealed: behaviour is composed, not inherited.",
        from type in House.WrittenTypes
        where type.IsClass && !type.IsSealed && !typeof(Delegate).IsAssignableFrom(type) && type.Name != "Program"
        select $"{type.FullName} is {(type.IsAbstract ? "abstract" : "not sealed")}");

    [Fact]
    public void No_member_is_protected() => House.Holds(
        "Conventions: no protected members (overriding the framework's is fine): they are a second, hidden interface.",
        from type in House.WrittenTypes
        from member in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
        where (member.IsFamily || member.IsFamilyOrAssembly) && !(member is MethodInfo method && method.GetBaseDefinition() != method)
        select $"{type.FullName}.{member.Name} is protected");

    [Fact]
    public void An_options_class_is_validated() => House.Holds(
        "Conventions: every class of settings with rules on them has a generated [OptionsValidator], so that a wrong setting stops the start with a sentence.",
        from type in House.WrittenTypes
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && HasRules(type)
        let validator = typeof(IValidateOptions<>).MakeGenericType(type)
        where !type.Assembly.GetTypes().Any(validator.IsAssignableFrom)
        select $"nothing validates {type.FullName}");

    private static bool HasRules(Type type) => typeof(IValidatableObject).IsAssignableFrom(type)
        || type.GetProperties().Any(property => property.IsDefined(typeof(ValidationAttribute), true));

    private static BindingFlags Declared =>
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
}
