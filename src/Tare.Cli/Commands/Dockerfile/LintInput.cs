using Tare.Cli.Terminals;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;
using Tare.Primitives;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>A file to look at.</summary>
/// <param name="Path">Where it is; <c>-</c> for standard input.</param>
/// <param name="Name">What reports call it.</param>
internal sealed record LintInput(string Path, string Name)
{
    private static readonly string[] EnvironmentKeys = ["name", "channels", "dependencies", "prefix", "variables", "platforms"];

    internal static LintInput Of(string path) => new(path, path);

    internal bool IsStandardInput => Path == "-";

    internal SourceText Read(CommandContext context)
    {
        if (IsStandardInput)
        {
            return ReadStandardInput(context.Terminal);
        }

        try
        {
            return SourceText.From(File.ReadAllBytes(System.IO.Path.Combine(context.WorkingDirectory, Path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is UnauthorizedAccessException ? "its permissions do not let you" : exception.Message.TrimEnd('.');
            throw new TareException($"cannot read `{Name}`: {reason}", "let this user read it, or leave it out", exception);
        }
    }

    private static SourceText ReadStandardInput(Terminal terminal)
    {
        if (terminal.InputBytes is not { } stream)
        {
            return SourceText.From(terminal.Input.ReadToEnd());
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return SourceText.From(bytes.ToArray());
    }

    /// <summary>A name with the ending of YAML is an environment file; standard input without a name tells by its first line; all else is a Dockerfile.</summary>
    internal LintedKind KindOf(SourceText source)
    {
        var isEnvironment = Name == "-"
            ? LooksLikeEnvironment(source.Text)
            : Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
        return isEnvironment ? LintedKind.Environment : LintedKind.Dockerfile;
    }

    private static bool LooksLikeEnvironment(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.Trim();
            if (content.IsEmpty || content[0] == '#' || content is "---")
            {
                continue;
            }

            var colon = content.IndexOf(':');
            return colon > 0 && EnvironmentKeys.Contains(content[..colon].TrimEnd().ToString());
        }

        return false;
    }
}
