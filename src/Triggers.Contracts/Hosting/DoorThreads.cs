namespace Triggers.Contracts.Hosting;

/// <summary>Where the requests of a door are served.</summary>
public enum DoorThreads
{
    /// <summary>In the thread pool: a request may wait for a disk or a database.</summary>
    Pool,

    /// <summary>On the thread that read the socket, which spares a change of threads: nothing there may block.</summary>
    Socket,
}
