using System.ComponentModel.DataAnnotations;

namespace Triggers.Contracts.State;

/// <summary>Where this process keeps what must stay: section <c>Data</c> of the configuration.</summary>
public sealed class DataOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Data";

    /// <summary>The data folder, from the working directory; default <c>./.triggers</c>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Data:Path must name a folder.")]
    public string Path { get; set; } = "./.triggers";
}
