using Microsoft.Win32.SafeHandles;

namespace Triggers.Invoker.Sandbox;

/// <summary>A file descriptor of ours, closed once and never while a call uses it.</summary>
internal sealed class OwnedDescriptor : SafeHandleMinusOneIsInvalid
{
    public OwnedDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LinuxNative.close((int)handle) == 0;
}
