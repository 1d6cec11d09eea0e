using System.CommandLine;
using Tare.Cli.Views.Conda;
using Tare.Conda.Configuration;
using Tare.Conda.Configuration.Editing;
using Tare.Conda.Yaml;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Config;

/// <summary>Gets from or changes one .condarc.</summary>
internal sealed class ConfigEditing(ParseResult parsed, ConfigOptions options, CondaInvocation invocation)
{
    private readonly List<string> _warnings = [];

    internal void Run()
    {
        var path = FilePath();
        var file = CondarcFile.Read(path);
        var before = file.Text;
        if (ConfigOptions.IsGiven(parsed, options.WriteDefault))
        {
            WriteDefault(path, before);
            return;
        }

        var editor = new CondarcEditor(file, _warnings);
        Change(editor);
        if (file.Text != before)
        {
            Write(path, file.Text);
        }

        new ConfigFileView(invocation.Context.Terminal, invocation.Json).Show(path, _warnings, Asked(file));
    }

    private void Change(CondarcEditor editor)
    {
        if (parsed.GetValue(options.Stdin))
        {
            editor.Merge(invocation.Context.Terminal.Input.ReadToEnd());
        }

        foreach (var (key, value) in ConfigOptions.Pairs(parsed, options.Prepend))
        {
            editor.Add(key, value, first: true);
        }

        foreach (var (key, value) in ConfigOptions.Pairs(parsed, options.Append))
        {
            editor.Add(key, value, first: false);
        }

        foreach (var (key, value) in ConfigOptions.Pairs(parsed, options.Set))
        {
            editor.Set(key, value, invocation.Configuration.Host);
        }

        foreach (var (key, value) in ConfigOptions.Pairs(parsed, options.Remove))
        {
            editor.Remove(key, value);
        }

        foreach (var key in parsed.GetValue(options.Clear) ?? [])
        {
            editor.Clear(key);
        }

        foreach (var key in parsed.GetValue(options.RemoveKey) ?? [])
        {
            editor.RemoveKey(key);
        }
    }

    private List<KeyValuePair<string, SettingValue>> Asked(CondarcFile file)
    {
        if (!ConfigOptions.IsGiven(parsed, options.Get))
        {
            return [];
        }

        var keys = parsed.GetValue(options.Get) is { Length: > 0 } named ? named : [.. file.Keys.Order(StringComparer.Ordinal)];
        var found = new List<KeyValuePair<string, SettingValue>>();
        foreach (var key in keys)
        {
            var (name, sub) = CondarcEditor.Split(key);
            if (ParameterTable.Find(name) is not { } parameter)
            {
                _warnings.Add($"Unknown key: '{key}'");
            }
            else if ((file.Get(parameter.Name) ?? file.Get(name)) is { } value && CondarcEditor.Part(value, sub) is { } part)
            {
                found.Add(KeyValuePair.Create(sub is null ? parameter.Name : key, part));
            }
        }

        return found;
    }

    private string FilePath()
    {
        var host = invocation.Configuration.Host;
        var user = Path.Join(host.Home, ".condarc");
        if (parsed.GetValue(options.System))
        {
            return Path.Join(invocation.Configuration.Root.Path, ".condarc");
        }

        if (parsed.GetValue(options.Env))
        {
            return host["CONDA_PREFIX"] is { } active ? Path.Join(active, ".condarc") : user;
        }

        if (parsed.GetValue(options.File) is { } named)
        {
            return PathExpansion.Full(named, host);
        }

        return invocation.IsPrefixNamed ? Path.Join(invocation.Environment().Path, ".condarc") : user;
    }

    private static void WriteDefault(string path, string before)
    {
        if (before.Trim().Length > 0)
        {
            throw new ConfigurationException(path, null, null, "the file already contains configuration; remove it first");
        }

        Write(path, string.Join('\n', ConfigDescription.All(ConfigCommand.Documented)) + "\n");
    }

    private static void Write(string path, string text)
    {
        YamlDocument.Parse(text, path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, null, null, "the file cannot be written", exception);
        }
    }
}
