using System.Text;
using Tare.Images.Sandboxing;
using Tare.Oci.Layers;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>The whole image as far as it is built, unpacked for its own programs to run in; unpacked when the first of them is to run.</summary>
internal sealed class ImageStage(Sandbox sandbox, IReadOnlyList<Layer> layers, CancellationToken stop) : IDisposable
{
    private static readonly string[] Ignored = ["PWD", "OLDPWD", "SHLVL", "_", "CONDA_SHLVL"];
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
    internal string? ShellOf(string prefix) => Array.Find(["/bin/bash", $"{prefix}/bin/bash", "/bin/sh", $"{prefix}/bin/sh"], Root.Has);

    /// <summary>Runs a shell script of the image with these variables and no others.</summary>
    internal SandboxResult Run(IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> variables) => sandbox.Run(Root, command, variables, stop);

    /// <summary>Runs a program that may use the network and reads a folder of this machine at <c>/tmp/project</c>.</summary>
    internal SandboxResult Install(IReadOnlyList<string> command, IReadOnlyList<KeyValuePair<string, string>> variables, string folder) =>
        sandbox.Run(Root, command, variables, stop, new SandboxAccess(folder));

    /// <summary>What a script sets, as its shell tells once it was read; null where there is no shell or the script ends it.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>>? Source(string prefix, string script, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        const string End = "# end\n";
        if (ShellOf(prefix) is not { } shell)
        {
            return null;
        }

        var result = Run([shell, "-c", ". \"$1\" >&2; export -p; echo '# end'", "activate", script], variables);
        var known = variables.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        return result.Status != 0 || !result.Output.EndsWith(End, StringComparison.Ordinal) || ShellExports.Parse(result.Output[..^End.Length]) is not { } exported
            ? null
            : [.. exported.Where(e => !Ignored.Contains(e.Key) && !e.Key.StartsWith("BASH_FUNC_", StringComparison.Ordinal) && known.GetValueOrDefault(e.Key) != e.Value).OrderBy(e => e.Key, StringComparer.Ordinal)];
    }

    /// <summary>What the answers of <see cref="Source"/> depend on.</summary>
    internal Digest KeyOf(string script, IEnumerable<KeyValuePair<string, string>> variables) => Digest.Of(Encoding.UTF8.GetBytes(
        string.Join('\n', layers.Select(l => l.DiffId.ToString()).Append(script).Concat(variables.Select(v => $"{v.Key}={v.Value}")))));

    public void Dispose() => _root?.Dispose();
}
