using System.Text;
using System.Text.RegularExpressions;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.Testing.Debian;

/// <summary>
/// Puts the placeholder where a package that was built for a prefix would have it: into the run path of ELF files that need more
/// than the C library, into the first line of Python scripts, into pkg-config files and Python's own build configuration.
/// </summary>
internal static partial class PrefixMarking
{
    private static readonly byte[] Elf = [0x7f, (byte)'E', (byte)'L', (byte)'F'];

    internal static void Mark(string folder, string triplet)
    {
        foreach (var path in InfoFolder.PayloadOf(folder))
        {
            var file = new FileInfo(Path.Combine(folder, path));
            if (file.LinkTarget is not null || !file.Exists || file.Length < 4)
            {
                continue;
            }

            if (StartsWith(file.FullName, Elf))
            {
                MarkRunPath(file.FullName, triplet);
            }
            else
            {
                MarkText(file.FullName, path);
            }
        }
    }

    private static void MarkRunPath(string file, string triplet)
    {
        var needed = Tool.Try("patchelf", "--print-needed", file);
        if (needed.ExitCode != 0 || needed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(n => CLibrary().IsMatch(n)))
        {
            return;
        }

        var before = Tool.Run("patchelf", "--print-rpath", file).Trim().Replace("/usr/lib", $"{Placeholder.Text}/lib", StringComparison.Ordinal);
        var paths = new[] { $"{Placeholder.Text}/lib", $"{Placeholder.Text}/lib/{triplet}", before }.Where(p => p.Length > 0);
        Tool.Run("patchelf", "--set-rpath", string.Join(':', paths), file);
    }

    private static void MarkText(string file, string path)
    {
        var isScript = path.StartsWith("bin/", StringComparison.Ordinal) || path.StartsWith("python-scripts/", StringComparison.Ordinal);
        var isConfiguration = path.EndsWith(".pc", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("_sysconfigdata", StringComparison.Ordinal);
        if (!isScript && !isConfiguration)
        {
            return;
        }

        var text = File.ReadAllText(file, Encoding.Latin1);
        var marked = isScript
            ? PythonScript().Replace(text, $"#!{Placeholder.Text}/bin/python")
            : text.Replace("prefix=/usr", $"prefix={Placeholder.Text}", StringComparison.Ordinal).Replace("'/usr", $"'{Placeholder.Text}", StringComparison.Ordinal);
        if (marked != text)
        {
            var mode = File.GetUnixFileMode(file);
            File.WriteAllText(file, marked, Encoding.Latin1);
            File.SetUnixFileMode(file, mode);
        }
    }

    private static bool StartsWith(string file, byte[] magic)
    {
        Span<byte> head = stackalloc byte[4];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && head.SequenceEqual(magic);
    }

    [GeneratedRegex(@"^(lib(c|m|dl|rt|util|pthread|resolv)\.so\.\d+|ld-linux.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CLibrary();

    [GeneratedRegex(@"^#! ?/usr/bin/python[0-9.]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PythonScript();
}
