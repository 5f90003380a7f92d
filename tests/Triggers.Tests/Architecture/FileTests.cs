using System.Text.RegularExpressions;

namespace Triggers.Tests.Architecture;

/// <summary>Rules 1 and 5 of the house: folders and files.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 300;

    private static readonly string[] NoSubject =
        ["Helpers", "Helper", "Utils", "Utilities", "Common", "Shared", "Misc", "Core", "Models", "Services", "Managers", "Interfaces", "Abstractions"];

    [Fact]
    public void No_file_is_longer_than_300_lines() => House.Holds(
        $"Rule 5: aim at 40 to 120 lines, never more than {MostLines}: a longer file has two subjects. Split it along them.",
        from file in House.SourceFiles(".cs", ".py", ".mjs", ".js", ".sql", ".csproj")
        let lines = House.Read(file).Length
        where lines > MostLines
        select $"{file} has {lines} lines");

    [Fact]
    public void A_file_holds_one_type_and_has_its_name() => House.Holds(
        "Rule 5: one type a file, and the file has its name, so that it is found by name; so no type is spread over several either.",
        from file in House.SourceFiles(".cs")
        where Path.GetFileName(file) is not "Program.cs"
        let types = House.Read(file).Select(line => TypeAtMargin().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToList()
        where types.Count != 1 || types[0] != Path.GetFileNameWithoutExtension(file)
        select $"{file} holds {(types.Count == 0 ? "no type" : string.Join(", ", types))}");

    [Fact]
    public void A_folder_has_a_subject() => House.Holds(
        $"Rule 1: a folder is a room, a room has one subject; these are none: {string.Join(", ", NoSubject)}.",
        House.SourceFiles(".cs").Where(file => file.Split('/')[..^1].Intersect(NoSubject, StringComparer.OrdinalIgnoreCase).Any()));

    [Fact]
    public void A_namespace_is_its_folders_path() => House.Holds(
        "Rule 1: the namespace is the path of the folder, so that either is found by the other.",
        from file in House.SourceFiles(".cs")
        let declared = House.Read(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';')
        where declared is not null && declared != Expected(file)
        select $"{file} is in {declared}, not in {Expected(file)}");

    private static string Expected(string file)
    {
        var folders = file.Split('/')[1..^1];
        return string.Join('.', folders.Skip(1).Prepend(House.NamespaceOf(folders[0])));
    }

    // Namespaces are file-scoped and the formatter indents, so a type at the margin is a type of the file.
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:record\s+struct|record\s+class|class|struct|record|interface|enum|delegate\s+[\w<>?,\[\]. ]+)\s+(?<name>\w+)")]
    private static partial Regex TypeAtMargin();
}
