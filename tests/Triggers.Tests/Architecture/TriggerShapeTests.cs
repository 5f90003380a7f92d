using System.Reflection;

namespace Triggers.Tests.Architecture;

/// <summary>Rule 3 of the house: the same four questions in every trigger. <c>docs/adding-a-trigger.md</c> is the recipe that this holds.</summary>
public sealed class TriggerShapeTests
{
    private const int MostProgramLines = 15;

    [Fact]
    public void Every_trigger_answers_the_same_four_questions() => House.Holds(
        "Rule 3: what can be set (XTriggerOptions), how it is put in (XTriggerExtensions: AddXTrigger, MapXTrigger), how it listens (XTrigger), "
        + "and what it says (an event file); see docs/adding-a-trigger.md.",
        House.Triggers.SelectMany(Missing));

    [Fact]
    public void Every_trigger_is_a_program_of_a_few_lines() => House.Holds(
        $"Rule 3: each trigger runs alone, by a Program.cs of at most {MostProgramLines} lines: the rest belongs into AddXTrigger and MapXTrigger, where the host finds it too.",
        from trigger in House.Triggers
        let file = $"src/Triggers.{trigger}/Program.cs"
        let lines = File.Exists(Path.Combine(House.Root, file)) ? House.Read(file).Length : int.MaxValue
        where lines > MostProgramLines
        select lines == int.MaxValue ? $"{file} is not there" : $"{file} has {lines} lines");

    [Fact]
    public void Every_trigger_is_in_the_host_and_has_tests() => House.Holds(
        "Rule 3: a trigger is one folder, one line in the host, one folder of tests; see docs/adding-a-trigger.md.",
        House.Triggers.SelectMany(Strangers));

    private static IEnumerable<string> Missing(string name)
    {
        var space = $"Triggers.{name}";
        var assembly = Assembly.Load(space);
        if (assembly.GetType($"{space}.{name}TriggerOptions") is not { IsSealed: true })
        {
            yield return $"{space}: no sealed class {name}TriggerOptions";
        }

        if (assembly.GetType($"{space}.{name}Trigger") is null)
        {
            yield return $"{space}: no class {name}Trigger";
        }

        var extensions = assembly.GetType($"{space}.{name}TriggerExtensions");
        foreach (var method in new[] { $"Add{name}Trigger", $"Map{name}Trigger" })
        {
            if (extensions?.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(candidate => candidate.Name == method) != true)
            {
                yield return $"{space}: no public method {name}TriggerExtensions.{method}";
            }
        }

        if (!assembly.GetTypes().Any(type => type.Namespace == space && type.Name.Contains("Event", StringComparison.Ordinal)))
        {
            yield return $"{space}: no file that makes the event (a type with Event in its name)";
        }
    }

    private static IEnumerable<string> Strangers(string name)
    {
        var host = House.SourceFiles(".cs").Where(file => file.StartsWith("src/Triggers.Host/", StringComparison.Ordinal)).SelectMany(House.Read).ToList();
        foreach (var call in new[] { $"Add{name}Trigger(", $"Map{name}Trigger(" })
        {
            if (!host.Any(line => line.Contains(call, StringComparison.Ordinal)))
            {
                yield return $"Triggers.{name}: the host does not call {call.TrimEnd('(')}";
            }
        }

        if (!Directory.Exists(Path.Combine(House.Root, "tests", "Triggers.Tests", name)))
        {
            yield return $"Triggers.{name}: no folder tests/Triggers.Tests/{name}";
        }
    }
}
