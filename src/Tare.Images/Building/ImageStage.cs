using System.Text;
using Tare.Images.Sandboxing;
using Tare.Oci.Layers;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>The whole image as far as it is built, unpacked for its own programs to run in; unpacked when the first of them is to run.</summary>
internal sealed class ImageStage(Sandbox sandbox, IReadOnlyList<Layer> layers, CancellationToken stop) : IDisposable
{
    private static readonly string[] Ignored = ["PWD", "OLDPWD", "SHLVL", "_", "CONDA_SHLVL"];
    private const string NoHome = "/nonexistent";
    private SandboxRoot? _root;

    internal SandboxRoot Root
    {
        get
        {
            if (_root is null)
            {
                _root = new SandboxRoot();
                foreach (var layer in layers)
                {
                    _root.Unpack(layer, null, stop);
                }
            }

            return _root;
        }
    }

    /// <summary>The image's shell, or null: bash where there is one, since most scripts are written for it.</summary>
    internal string? ShellOf(string prefix) => Array.Find(Shells(prefix), Root.Has);

    /// <summary>Where shells are, the best first.</summary>
    internal static string[] Shells(string prefix) => ["/bin/bash", $"{prefix}/bin/bash", "/bin/sh", $"{prefix}/bin/sh"];

    /// <summary>Runs a shell script of the image with these variables and no others.</summary>
    internal SandboxResult Run(IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> variables) => sandbox.Run(Root, command, variables, stop);

    /// <summary>Runs a program that may use the network and reads a folder of this machine at <c>/tmp/project</c>.</summary>
    internal SandboxResult Install(IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> variables, string folder) =>
        sandbox.Run(Root, command, variables, stop, new SandboxAccess(folder));

    /// <summary>
    /// What a script sets, as the image's shell tells once it was read. Nothing is frozen where the script ends the shell, where the shell
    /// complains (a script for bash that sh half understands sets half of its variables), or where a value depends on who runs it.
    /// </summary>
    internal SourcedScript Source(string prefix, string script, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        const string End = "# end\n";
        if (ShellOf(prefix) is not { } shell)
        {
            return new SourcedScript(null, "the image has no shell");
        }

        var known = variables.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        var isHomeless = !known.ContainsKey("HOME");
        var result = Run([shell, "-c", ". \"$1\" >/dev/null; export -p; echo '# end'", "activate", script], isHomeless ? [.. variables, new("HOME", NoHome)] : variables);
        if (result.Status != 0 || !result.Output.EndsWith(End, StringComparison.Ordinal) || ShellExports.Parse(result.Output[..^End.Length]) is not { } exported)
        {
            return new SourcedScript(null, $"{shell} does not read it to its end");
        }

        if (Array.Find(result.Errors.Split('\n'), e => e.StartsWith("activate: ", StringComparison.Ordinal) || e.StartsWith($"{script}: ", StringComparison.Ordinal)) is { } complaint)
        {
            return new SourcedScript(null, $"{shell} says \"{complaint[(complaint.IndexOf(": ", StringComparison.Ordinal) + 2)..]}\"");
        }

        var set = exported.Where(e => e.Key != "HOME" || !isHomeless).Where(e => IsItsOwn(e.Key) && known.GetValueOrDefault(e.Key) != e.Value).ToList();
        return isHomeless && set.Exists(s => s.Value.Contains(NoHome, StringComparison.Ordinal))
            ? new SourcedScript(null, "what it sets depends on the user's home folder", CanRunLater: true)
            : new SourcedScript(
                [.. set.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))
                    .Concat(known.Keys.Where(k => IsItsOwn(k) && k.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !exported.ContainsKey(k)).Select(k => KeyValuePair.Create(k, (string?)null)))
                    .OrderBy(v => v.Key, StringComparer.Ordinal)]);
    }

    /// <summary>What the answers of <see cref="Source"/> depend on.</summary>
    internal Digest KeyOf(string script, IEnumerable<KeyValuePair<string, string>> variables) => Digest.Of(Encoding.UTF8.GetBytes(
        string.Join('\n', layers.Select(l => l.DiffId.ToString()).Append(script).Concat(variables.Select(v => $"{v.Key}={v.Value}")))));

    public void Dispose() => _root?.Dispose();

    private static bool IsItsOwn(string variable) => !Ignored.Contains(variable) && !variable.StartsWith("BASH_FUNC_", StringComparison.Ordinal);
}
