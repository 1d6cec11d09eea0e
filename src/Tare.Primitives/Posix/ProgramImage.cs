using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>Turns this process into another program (execve(2)): same process id, same streams, its own signals.</summary>
public static unsafe class ProgramImage
{
    /// <summary>ENOEXEC: neither a program nor a script that names its interpreter.</summary>
    public const int NoProgram = 8;

    private const int BrokenPipe = 13;

    /// <summary>Does not return when it succeeds; otherwise the error number of errno(3).</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments, the name it is called by first.</param>
    /// <param name="variables">Its environment.</param>
    public static int Replace(string path, IReadOnlyList<string> arguments, IEnumerable<KeyValuePair<string, string>> variables)
    {
        // The runtime ignores SIGPIPE, and what is ignored stays so in the new program.
        Libc.Signal(BrokenPipe, 0);
        var argv = Pointers(arguments);
        var environment = Pointers([.. variables.Select(v => $"{v.Key}={v.Value}")]);
        fixed (byte* file = PathText.EncodeZ(path))
        {
            Libc.Execve(file, argv, environment);
        }

        var error = Marshal.GetLastPInvokeError();
        Free(argv);
        Free(environment);
        return error;
    }

    private static byte** Pointers(IReadOnlyList<string> texts)
    {
        var pointers = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(byte*));
        for (var index = 0; index < texts.Count; index++)
        {
            var bytes = PathText.EncodeZ(texts[index]);
            pointers[index] = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
            bytes.CopyTo(new Span<byte>(pointers[index], bytes.Length));
        }

        return pointers;
    }

    private static void Free(byte** pointers)
    {
        for (var index = 0; pointers[index] is not null; index++)
        {
            NativeMemory.Free(pointers[index]);
        }

        NativeMemory.Free(pointers);
    }
}
