using System.Text;
using Tare.Conda.Locks;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Reads the files that <c>--file</c> takes, whatever their kind.</summary>
public static class EnvironmentFileReader
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaximumLength = 64 << 20;

    /// <summary>Reads a file; <see cref="EnvironmentFileException"/> or <see cref="Yaml.YamlException"/> where it is none.</summary>
    /// <param name="path">The file, for reading and for errors.</param>
    /// <param name="options">The platform, and what channel names mean.</param>
    public static EnvironmentFile Read(string path, EnvironmentFileOptions options)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > MaximumLength)
            {
                throw new CondaException($"cannot read `{path}`: it is longer than {MaximumLength >> 20} MB", "is this the right file?");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = Directory.Exists(path) ? "it is a folder"
                : exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : exception.Message.TrimEnd('.');
            throw new CondaException($"cannot read `{path}`: {reason}", "check the path", exception);
        }

        return Parse(Decode(bytes, path), path, options);
    }

    /// <summary>Reads a text; its kind is told by the name of the file and by what it says.</summary>
    public static EnvironmentFile Parse(string text, string path, EnvironmentFileOptions options)
    {
        if (LockFileReader.IsLock(text, path))
        {
            return LockFileReader.Parse(text, path, options.Channels).ToEnvironmentFile(options);
        }

        var isYaml = path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return isYaml || SpecListFile.LooksLikeYaml(text) ? new EnvironmentYaml(path, options).Read(text) : SpecListFile.Read(text, path, options);
    }

    /// <summary>The text of a file: UTF-8, or UTF-16 with its mark as editors on Windows write it.</summary>
    internal static string Decode(byte[] bytes, string path)
    {
        try
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                var encoding = new UnicodeEncoding(bytes[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true);
                return encoding.GetString(bytes, 2, bytes.Length - 2);
            }

            var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(exception.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new EnvironmentFileException(path, line, 1, "this is not UTF-8", "save the file as UTF-8");
        }
    }
}
