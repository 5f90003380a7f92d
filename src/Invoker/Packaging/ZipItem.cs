using System.IO.Compression;

namespace Triggers.Invoker.Packaging;

/// <summary>An entry of an archive that may be unpacked.</summary>
/// <param name="Entry">Where its bytes are.</param>
/// <param name="Path">Where it goes, inside the folder.</param>
/// <param name="Mode">Its permissions.</param>
internal sealed record ZipItem(ZipArchiveEntry Entry, string Path, UnixFileMode Mode);
