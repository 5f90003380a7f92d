using System.Diagnostics;
using System.Reflection;

namespace Triggers.Tests.Architecture;

/// <summary>The tree under test: its compiled projects, and its files.</summary>
internal static class House
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under <c>src</c>, by the name of their folder.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The triggers: every <c>Triggers.X</c> that is neither the shared part, nor the host, nor the roles' service.</summary>
    public static IReadOnlyList<string> Triggers { get; } =
    [
        .. Projects.Where(project => project.StartsWith("Triggers.", StringComparison.Ordinal))
            .Select(project => project["Triggers.".Length..])
            .Where(name => name is not ("Contracts" or "Host" or "Access")),
    ];

    /// <summary>Every compiled project.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects.Select(project => Assembly.Load(AssemblyOf(project)))];

    /// <summary>Who names whom in them.</summary>
    public static IReadOnlyList<Reference> References { get; } =
        [.. Projects.SelectMany(project => Architecture.References.In(Assembly.Load(AssemblyOf(project)), NamespaceOf(project)))];

    /// <summary>The types that we wrote, without what the compiler and its generators add.</summary>
    public static IEnumerable<Type> WrittenTypes { get; } =
    [
        .. Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => Architecture.References.IsOurs(type.Namespace) && !IsMade(type)),
    ];

    /// <summary>The files under <c>src</c> with one of these extensions, relative to <see cref="Root"/>.</summary>
    public static IEnumerable<string> SourceFiles(params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal);

    /// <summary>The lines of a file of <see cref="SourceFiles"/>.</summary>
    public static string[] Read(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>The root namespace of a project; <c>Invoker</c> is the one whose folder is named otherwise.</summary>
    public static string NamespaceOf(string project) => project is "Invoker" ? "Triggers.Invoker" : project;

    /// <summary>Says every breach of a rule at once, below the rule and its reason.</summary>
    [StackTraceHidden]
    public static void Holds(string rule, IEnumerable<string> breaches)
    {
        var list = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(list.Count == 0, $"{rule}\n{string.Join('\n', list.Select(breach => $"  - {breach}"))}");
    }

    private static string AssemblyOf(string project) => project is "Triggers.Host" ? "triggers" : NamespaceOf(project);

    private static bool IsMade(Type? type) => type is not null && (type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
        || IsMade(type.DeclaringType));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Triggers.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Triggers.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
