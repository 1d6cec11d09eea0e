using System.Text.Json;
using Tare.Cli.Commands;
using Tare.Cli.Terminals;
using Tare.Testing;

namespace Tare.Cli.Tests;

/// <summary>A machine in a temporary folder on which whole commands are run: a root prefix at <c>root</c>, a home at <c>home</c>.</summary>
internal sealed class Machine : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public Machine()
    {
        Folder.Write("root/conda-meta/history", "");
        Directory.CreateDirectory(Folder["home"]);
        With("HOME", Folder["home"]).With("CONDA_ROOT_PREFIX", Folder["root"]).With("PATH", Environment.GetEnvironmentVariable("PATH")!);
    }

    public TemporaryFolder Folder { get; } = new();

    public string Root => Folder["root"];

    public string Program { get; set; } = "tare";

    /// <summary>Columns of the screen that standard output is; null where it is none.</summary>
    public int? Screen { get; set; }

    public Machine With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    public Machine File(string path, string text)
    {
        Folder.Write(path, text);
        return this;
    }

    /// <summary>An installed package, as the record of it.</summary>
    public Machine Package(string environment, string name, string version, string more = "") => File(
        $"{environment}/conda-meta/{name}-{version}-0.json",
        $$"""{"name":"{{name}}","version":"{{version}}","build":"0","build_number":0,"channel":"https://conda.anaconda.org/conda-forge/linux-64","subdir":"linux-64","fn":"{{name}}-{{version}}-0.conda"{{more}}}""");

    public Answer Run(params string[] words) => Answer(words, "");

    public Answer Answer(string[] words, string input)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new CommandContext(new Terminal(new StringReader(input), output, error) { OutputIsTerminal = Screen is not null, Width = Screen ?? 80 }, _variables, Folder.Path, TimeProvider.System)
        {
            SystemRoot = Folder["system"],
        };
        var status = CommandLine.RunAsync(Program, words, context).GetAwaiter().GetResult();
        return new Answer(status, output.ToString().Replace(Folder.Path, "@"), error.ToString().Replace(Folder.Path, "@"));
    }

    public void Dispose() => Folder.Dispose();
}
