using System.Runtime.InteropServices;

namespace Triggers.Invoker.Sandbox;

/// <summary>A null-terminated array of C strings, as <c>exec</c> takes its arguments and environment.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** pointers;
    private readonly int count;

    public NativeStrings(IEnumerable<string> values)
    {
        var all = values.ToArray();
        count = all.Length;
        pointers = (byte**)NativeMemory.AllocZeroed((nuint)(count + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < count; i++)
        {
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        }
    }

    public byte** Pointer => pointers;

    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)pointers[i]);
        }

        NativeMemory.Free(pointers);
    }
}
