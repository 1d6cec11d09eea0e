using System.Diagnostics;
using System.Text.Json.Nodes;
using Tare.Cli.Commands;
using Tare.Cli.Terminals;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Cli.Tests.Cleaning;

/// <summary>A conda root, and <c>tare clean</c> run on it in this process with streams that a test can read.</summary>
internal sealed class CleanCommandBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    internal CleanCommandBench()
    {
        Root = new CondaRoot(_folder["root"]);
        _variables["HOME"] = Directory.CreateDirectory(_folder["home"]).FullName;
        _variables["CONDA_ROOT_PREFIX"] = Root.Prefix;
    }

    /// <summary>The program, for what needs a process of its own.</summary>
    internal static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "tare");

    internal CondaRoot Root { get; }

    internal string Folder => _folder.Path;

    internal string Cache => Root.Packages;

    internal string Program { get; set; } = "tare";

    internal string Input { get; set; } = "";

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    internal void Set(string variable, string value) => _variables[variable] = value;

    /// <summary>The same things in it as in the root that conda's behaviour was captured on, by kind.</summary>
    internal void Fill()
    {
        var used = Root.Add(new TestPackage("used").WithFiles(5, 1000), ".tar.bz2");
        Root.Install(used, "base");
        Root.Add(new TestPackage("free").WithFiles(5, 1000));
        Root.AddIndexCache();
        Root.AddLogs(2);
        Root.AddEnvironment("env1");
        Root.Install(used, "env1");
        Root.AddTemporaryFiles(used, "env1");
    }

    internal async Task<int> Run(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(Input);
        var context = new CommandContext(new Terminal(input, output, error), _variables, _folder.Path, TimeProvider.System);
        var status = await CommandLine.RunAsync(Program, ["clean", .. words], context);
        (Output, Error) = (output.ToString(), error.ToString());
        return status;
    }

    /// <summary>Runs a line of shell with this root and no input; what it says on standard error goes to the test's output.</summary>
    internal async Task<(int Status, string Output)> Shell(string command)
    {
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        SetVariables(start);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(await error);
        return (process.ExitCode, output);
    }

    internal void SetVariables(ProcessStartInfo start)
    {
        start.Environment["HOME"] = Path.Combine(Folder, "home");
        start.Environment["CONDA_ROOT_PREFIX"] = Root.Prefix;
        start.Environment["DOTNET_gcServer"] = "0";
    }

    public void Dispose() => _folder.Dispose();
}
