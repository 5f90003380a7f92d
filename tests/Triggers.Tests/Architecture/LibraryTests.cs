using System.Xml.Linq;

namespace Triggers.Tests.Architecture;

/// <summary>Rule 6 of the house: where a library may be named.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void A_library_is_named_only_in_its_rooms() => House.Holds(
        "Rule 6: a library is named where its subject is, and can be exchanged there. The table is Library.cs.",
        from reference in House.References
        from library in Library.All
        where library.Owns(reference.TargetSpace) && !library.IsAllowedIn(reference)
        select $"{reference.Type} names {reference.Target}, but {library.Why}: {string.Join(", ", library.Rooms)}");

    [Fact]
    public void A_package_is_referred_to_only_by_projects_that_may_name_it() => House.Holds(
        "Rule 6: refer to a package only in the project that uses it. The table is Library.cs.",
        from project in House.Projects
        from package in ProjectFile.Read(project).PackageReferences
        let library = Library.All.FirstOrDefault(library => library.Packages.Contains(package))
        where library?.IsAllowedIn(project) != true
        select library is null
            ? $"{project} refers to {package}, which has no row in Library.cs"
            : $"{project} refers to {package}, but {library.Why}: {string.Join(", ", library.Rooms)}");

    [Fact]
    public void Every_version_stands_in_the_one_file_for_versions_and_is_used() => House.Holds(
        "Rule 6: versions are kept in Directory.Packages.props, and only of packages in use.",
        from package in XDocument.Load(Path.Combine(House.Root, "Directory.Packages.props")).Descendants("PackageVersion")
        let name = (string)package.Attribute("Include")!
        where !ReferencesIn("src", "tests", "bench").Contains(name)
        select $"no project refers to {name}");

    private static HashSet<string> ReferencesIn(params string[] folders) =>
    [
        .. folders.Select(folder => Path.Combine(House.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Append(Path.Combine(House.Root, "Directory.Build.props"))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Select(reference => (string?)reference.Attribute("Include")).OfType<string>(),
    ];
}
