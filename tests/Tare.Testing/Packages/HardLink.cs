using System.Runtime.InteropServices;

namespace Tare.Testing.Packages;

/// <summary>link(2), which the framework does not have.</summary>
public static partial class HardLink
{
    /// <summary>Gives a file a second name.</summary>
    public static void Create(string existing, string name)
    {
        if (Link(existing, name) != 0)
        {
            throw new IOException($"cannot link `{name}` to `{existing}`: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
