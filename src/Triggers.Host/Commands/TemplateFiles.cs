using Triggers.Contracts;
using Triggers.Contracts.Hosting;
using Triggers.Host.Templates;

namespace Triggers.Host.Commands;

/// <summary>Finds and reads the templates a command is for.</summary>
internal static class TemplateFiles
{
    private static readonly string[] Names = ["template.yaml", "template.yml", "template.json"];

    /// <summary>The template of the current folder, else the quickstart that comes with the program.</summary>
    /// <returns>The file, and whether it is the quickstart.</returns>
    /// <exception cref="UsageException">There is neither.</exception>
    public static (string File, bool IsQuickstart) FindDefault()
    {
        if (Array.Find(Names, File.Exists) is { } here)
            return (here, false);

        var quickstart = Path.Combine(AppContext.BaseDirectory, "examples", "quickstart", "template.yaml");
        return File.Exists(quickstart)
            ? (quickstart, true)
            : throw new UsageException($"There is no {string.Join(", ", Names)} in this folder; name a template: triggers up TEMPLATE.");
    }

    /// <summary>Checks that a named template is there.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static void Require(string file)
    {
        if (File.Exists(file))
            return;

        if (file.StartsWith('-'))
            throw new UsageException($"There is no option '{file}'; see 'triggers --help'.");

        throw new UsageException(Directory.Exists(file)
            ? $"'{file}' is a folder; name the template in it."
            : $"'{file}' is neither a command nor a template that is there; see 'triggers --help'.");
    }

    /// <summary>Account, region and partition as configured.</summary>
    /// <exception cref="SettingException">One of them is wrong.</exception>
    public static AwsIdentity ReadIdentity(IConfiguration configuration)
    {
        var identity = configuration.GetSection(AwsIdentity.Section).Get<AwsIdentity>() ?? new AwsIdentity();
        var problems = new List<System.ComponentModel.DataAnnotations.ValidationResult>();
        return System.ComponentModel.DataAnnotations.Validator.TryValidateObject(identity, new(identity), problems, validateAllProperties: true)
            ? identity
            : throw new SettingException(string.Join(' ', problems.Select(problem => problem.ErrorMessage)));
    }

    /// <summary>What to read.</summary>
    public static TemplateRequest Request(
        string file, string? stackName, System.Collections.Immutable.ImmutableDictionary<string, string> parameters, AwsIdentity identity) => new()
        {
            File = file,
            StackName = StackNames.For(file, stackName),
            Identity = identity,
            Parameters = parameters,
        };
}
