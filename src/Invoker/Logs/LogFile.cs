namespace Triggers.Invoker.Logs;

/// <summary>
/// One log stream's file, opened at its first line and set aside (<c>name.log.1</c>, <c>.2</c> …) when it is full. Not
/// thread-safe.
/// </summary>
internal sealed class LogFile(string path, LogOptions options, Action<Exception> onFailure) : IDisposable
{
    private FileStream? stream;
    private bool isFailed;

    /// <summary>Appends to the file. A disk that fails or is full stops the logging of this stream, not the function.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (isFailed)
        {
            return;
        }

        try
        {
            stream ??= Open();
            stream.Write(bytes);
            if (stream.Position >= options.MaximumFileBytes)
            {
                SetAside();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            isFailed = true;
            onFailure(exception);
        }
    }

    /// <summary>Closes the file; a later write opens it again.</summary>
    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    private void SetAside()
    {
        stream!.Dispose();
        stream = null;
        for (var number = options.FilesPerStream - 1; number > 0; number--)
        {
            var older = number == 1 ? path : $"{path}.{number - 1}";
            if (File.Exists(older))
            {
                File.Move(older, $"{path}.{number}", overwrite: true);
            }
        }

        if (options.FilesPerStream == 1)
        {
            File.Delete(path);
        }
    }
}
