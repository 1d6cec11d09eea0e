using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>A system call that failed: what was attempted, on which path, and the error number with its usual text.</summary>
public sealed class PosixException(string attempt, string path, int errno)
    : TareException($"cannot {attempt} `{path}`: {Describe(errno)}", HintFor(errno))
{
    /// <summary>EPERM: operation not permitted.</summary>
    public const int NotPermitted = 1;

    /// <summary>ENOENT: no such file or directory.</summary>
    public const int NotFound = 2;

    /// <summary>EACCES: permission denied.</summary>
    public const int AccessDenied = 13;

    /// <summary>EEXIST: file exists.</summary>
    public const int AlreadyExists = 17;

    /// <summary>EXDEV: link across file systems.</summary>
    public const int CrossDevice = 18;

    /// <summary>ENOTDIR: not a directory.</summary>
    public const int NotAFolder = 20;

    /// <summary>EISDIR: is a directory.</summary>
    public const int IsAFolder = 21;

    /// <summary>ENOSPC: no space left on device.</summary>
    public const int DiskFull = 28;

    /// <summary>EROFS: read-only file system.</summary>
    public const int ReadOnly = 30;

    /// <summary>EMLINK: too many links.</summary>
    public const int TooManyLinks = 31;

    /// <summary>ENOTEMPTY: directory not empty.</summary>
    public const int NotEmpty = 39;

    /// <summary>ELOOP: too many symbolic links, or a link where none may be.</summary>
    public const int LinkLoop = 40;

    /// <summary>The path the call was about.</summary>
    public string Path { get; } = path;

    /// <summary>The error number of errno(3).</summary>
    public int Errno { get; } = errno;

    /// <summary>The error's text as the C library words it, first letter lowered.</summary>
    public static unsafe string Describe(int errno)
    {
        var text = Marshal.PtrToStringUTF8((nint)Libc.StrError(errno)) ?? $"error {errno}";
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    /// <summary>There was no space left on a disk: the cause of this exception or of one inside of it.</summary>
    public static bool IsDiskFull(Exception exception) =>
        exception is IOException { HResult: DiskFull } or PosixException { Errno: DiskFull } || (exception.InnerException is { } inner && IsDiskFull(inner));

    private static string? HintFor(int errno) => errno switch
    {
        NotFound => "check the path",
        NotPermitted or AccessDenied => "run as the owner of that path, or as root",
        DiskFull => "free some space on that file system and run the command again",
        ReadOnly => "the file system is mounted read-only; remount it or choose another folder",
        _ => null,
    };
}
