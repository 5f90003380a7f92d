using System.Globalization;
using Triggers.Contracts.Hosting;

namespace Triggers.Contracts.State;

/// <summary>
/// The data folder, held by this process alone for as long as it lives. The lock is the operating system's, on an open file: it
/// goes with the process however that ends, and a file left behind locks nothing.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string LockName = "lock";

    // A file apart, because no other process can read the locked one.
    private const string OwnerName = "lock.pid";

    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream held;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder if need be, checks that it can be written, and takes it.</summary>
    /// <exception cref="SettingException">It cannot be written, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var held = Take(full);
            File.WriteAllText(System.IO.Path.Combine(full, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

            // Whoever puts the folder into a repository does not mean its content.
            File.WriteAllText(System.IO.Path.Combine(full, ".gitignore"), "*\n");
            return new DataFolder(full, held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SettingException(
                $"The data folder {full} cannot be written ({exception.Message}). Set Data:Path (--data) to a folder that this user may write.");
        }
    }

    /// <summary>A path inside the folder.</summary>
    public string PathOf(params ReadOnlySpan<string> names)
    {
        var path = Path;
        foreach (var name in names)
        {
            path = System.IO.Path.Combine(path, name);
        }

        return path;
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => held.Dispose();

    private static FileStream Take(string folder)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            var owner = ReadOwner(folder);
            var who = owner is null ? "another process" : $"process {owner}";
            throw new SettingException(
                $"The data folder {folder} is in use by {who}. Stop that process, or set Data:Path (--data) to another folder for this one.");
        }
    }

    private static string? ReadOwner(string folder)
    {
        try
        {
            var text = File.ReadAllText(System.IO.Path.Combine(folder, OwnerName)).Trim();
            return text.Length is > 0 and < 20 ? text : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
