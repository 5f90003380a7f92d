using System.Collections.Immutable;
using Triggers.Contracts;
using Triggers.Host.Templates.Code;
using Triggers.Host.Templates.Intrinsics;
using Triggers.Host.Templates.Problems;
using Triggers.Invoker.Stacks;

namespace Triggers.Host.Templates.Resources;

/// <summary>Gathers what the resources of a template mean.</summary>
internal sealed class StackBuilder(Evaluator evaluator, string folder)
{
    private readonly Dictionary<string, int> functionLines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> routeLines = new(StringComparer.Ordinal);
    private readonly List<StackFunction> functions = [];
    private readonly List<EventSource> eventSources = [];
    private readonly Dictionary<string, StackFunctionUrl> urls = new(StringComparer.Ordinal);
    private readonly List<Action> later = [];
    private readonly Dictionary<string, CodeSource> code = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionPlace> places = new(StringComparer.Ordinal);

    /// <summary>Resolves values.</summary>
    public Evaluator Evaluator => evaluator;

    /// <summary>Where problems are reported.</summary>
    public ProblemList Problems => evaluator.Scope.Problems;

    /// <summary>The stack's name.</summary>
    public string StackName => evaluator.Scope.StackName;

    /// <summary>The template's folder, which paths in it start from.</summary>
    public string Folder => folder;

    /// <summary>The functions; their code's hash is filled in when it is packed.</summary>
    public ImmutableArray<StackFunction> Functions =>
        [.. functions.Select(function => urls.TryGetValue(function.FunctionName, out var url) ? function with { Url = url } : function)];

    /// <summary>The event sources.</summary>
    public ImmutableArray<EventSource> EventSources => [.. eventSources];

    /// <summary>Each function's code by the function's name.</summary>
    public ImmutableDictionary<string, CodeSource> Code => code.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Where each function stands, by the function's name.</summary>
    public ImmutableDictionary<string, FunctionPlace> Places => places.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>Adds a function; two of one name are an error.</summary>
    public void Add(TemplateResource resource, StackFunction function, CodeSource? source)
    {
        var line = resource.Properties.Entries.FirstOrDefault(entry => entry.Name == "FunctionName")?.Line ?? resource.Line;
        if (!functionLines.TryAdd(function.FunctionName, line))
        {
            Problems.Error(line, $"The function name '{function.FunctionName}' is used twice, on line {functionLines[function.FunctionName]} and here.");
            return;
        }

        functions.Add(function);
        places.Add(function.FunctionName, new FunctionPlace(
            Problems.File, resource.LogicalId, resource.Line, resource.Properties.Entries
                .DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ToImmutableDictionary(entry => entry.Name, entry => entry.Line, StringComparer.OrdinalIgnoreCase)));
        if (source is not null)
            code.Add(function.FunctionName, source);
    }

    /// <summary>Adds an event source of this stack.</summary>
    public void Add(EventSource source) => eventSources.Add(source);

    /// <summary>Gives a function of the stack a URL; false when it has one.</summary>
    public bool AddUrl(string functionName, StackFunctionUrl url) => urls.TryAdd(functionName, url);

    /// <summary>Puts something off until all resources are read.</summary>
    public void Later(Action action) => later.Add(action);

    /// <summary>Does what was put off.</summary>
    public void Finish()
    {
        foreach (var action in later)
            action();
    }

    /// <summary>True when a route of an API is taken.</summary>
    public bool HasRoute(string apiId, string method, string path) => routeLines.ContainsKey($"{apiId} {method} {path}");

    /// <summary>Takes a route of an API for an event; false when another event has it, which has been reported.</summary>
    public bool TakeRoute(int line, string apiId, string method, string path)
    {
        if (routeLines.TryAdd($"{apiId} {method} {path}", line))
            return true;

        Problems.Error(line, $"The route '{(path == "$default" ? path : $"{method} {path}")}' is defined twice on one API, on line "
            + $"{routeLines[$"{apiId} {method} {path}"]} and here.");
        return false;
    }
}
