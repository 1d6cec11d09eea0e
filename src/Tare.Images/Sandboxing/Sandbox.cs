using System.Diagnostics;
using Tare.Primitives;

namespace Tare.Images.Sandboxing;

/// <summary>
/// Runs programs of an image in namespaces of their own (unshare(1)): the image's files are their root, they have no network, see no
/// other process, and are nobody outside. There is none for another platform's images, or where the system allows no namespaces.
/// </summary>
public sealed class Sandbox
{
    private const string Enter = """
        for d in null zero full random urandom; do : >"$1/dev/$d" && "$2" --bind "/dev/$d" "$1/dev/$d"; done 2>/dev/null
        "$2" -t proc proc "$1/proc" 2>/dev/null
        project() {
          "$2" -t tmpfs tmpfs "$1/tmp/project" && /bin/mkdir "$1/tmp/project/upper" "$1/tmp/project/work" &&
            "$2" -t overlay -o "lowerdir=$4,upperdir=$1/tmp/project/upper,workdir=$1/tmp/project/work" overlay "$1/tmp/project"
        } 2>/dev/null
        [ -z "$4" ] || project "$@" || "$2" --bind -o ro "$4" "$1/tmp/project" 2>/dev/null || "$2" --bind "$4" "$1/tmp/project"
        umask 022; root=$1 chroot=$3; shift 4; exec "$chroot" "$root" "$@"
        """;

    private static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NetworkPatience = TimeSpan.FromHours(1);
    private readonly string[] _isolation;
    private readonly string _unshare;

    private Sandbox(string unshare, string[] isolation) => (_unshare, _isolation) = (unshare, isolation);

    /// <summary>The sandbox for images of a platform; null, and why there is none.</summary>
    public static (Sandbox? Sandbox, string? Reason) For(Platform platform)
    {
        if (platform.Subdir != Platform.Host.Subdir)
        {
            return (null, $"programs of {platform} do not run on this machine");
        }

        if (Find("unshare") is not { } unshare || Find("mount") is null || Find("chroot") is null)
        {
            return (null, "unshare, mount and chroot are not here to make a sandbox with");
        }

        // Root needs no user namespace, but with one it is nobody outside; some systems allow only the one or the other.
        foreach (var more in (string[][])[["--user", "--map-root-user"], []])
        {
            string[] isolation = [.. more, "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"];
            if (Allows(unshare, isolation))
            {
                return (new Sandbox(unshare, isolation), null);
            }
        }

        return (null, "this system allows no namespaces");
    }

    /// <summary>Starts a program; input, output and errors are redirected. <paramref name="variables"/> are all that it gets.</summary>
    internal Process Start(SandboxRoot root, IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> variables, SandboxAccess? access = null)
    {
        var start = new ProcessStartInfo(_unshare)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var word in (string[])[.. _isolation.Where(i => access is null || i != "--net"), "--", "/bin/sh", "-c", Enter, "enter", root.Folder, Find("mount")!, Find("chroot")!, access?.Folder ?? "", .. command])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end; its output, and its exit status, which is -1 where it had to be stopped.</summary>
    internal SandboxResult Run(SandboxRoot root, IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string>> variables, CancellationToken stop, SandboxAccess? access = null)
    {
        using var process = Start(root, command, variables, access);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(access is null ? Patience : NetworkPatience);
        using var cancel = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return new SandboxResult(patience.IsCancellationRequested ? -1 : process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static bool Allows(string unshare, string[] isolation)
    {
        var start = new ProcessStartInfo(unshare) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in (string[])[.. isolation, "--", "/bin/sh", "-c", $"{Find("mount")} -t tmpfs none /tmp && {Find("chroot")} / /bin/sh -c :"])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string? Find(string program) => Folders.Select(f => $"{f}/{program}").FirstOrDefault(File.Exists);
}
