using Tare.Conda.Configuration;
using Tare.Testing;

namespace Tare.Conda.Tests.Configuration;

/// <summary>A machine in a temporary folder: <c>system/</c> stands for <c>/</c>, <c>home/</c> for the user's home.</summary>
internal sealed class HostBuilder : IDisposable
{
    private readonly Dictionary<string, string> _variables = [];

    public TemporaryFolder Folder { get; } = new();

    public string Home => Directory.CreateDirectory(Folder["home"]).FullName;

    public string Root => Folder["root"];

    public CondaHost Host => new(_variables, Home, Folder.Path) { SystemRoot = Folder["system"] };

    public HostBuilder With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Other variables instead of those there are.</summary>
    public void Replace(IReadOnlyDictionary<string, string> variables)
    {
        _variables.Clear();
        foreach (var (name, value) in variables)
        {
            _variables[name] = value;
        }
    }

    /// <summary>A root prefix, named by CONDA_ROOT_PREFIX.</summary>
    public HostBuilder WithRoot()
    {
        Folder.Write("root/conda-meta/history", "");
        return With("CONDA_ROOT_PREFIX", Root);
    }

    public HostBuilder File(string path, string text)
    {
        Folder.Write(path, text);
        return this;
    }

    public CondaConfiguration Load(ConfigurationOptions? options = null) => CondaConfiguration.Load(Host, options);

    public void Dispose() => Folder.Dispose();
}
