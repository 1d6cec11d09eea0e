using System.Text;

namespace Tare.Conda.Activation.Shells;

/// <summary>How a shell writes what an activation asks for.</summary>
public abstract class ShellSyntax
{
    /// <summary>The names of the shells that are known.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bash", "zsh", "fish", "tcsh", "csh", "xonsh", "posix", "dash", "ash", "sh", "powershell", "pwsh"];

    /// <summary>Which scripts of packages the shell runs.</summary>
    public abstract string ScriptExtension { get; }

    /// <summary>The syntax of a shell, or null where it is not known.</summary>
    public static ShellSyntax? Find(string name) => name switch
    {
        "bash" or "zsh" or "posix" or "dash" or "ash" or "sh" => new PosixSyntax(),
        "fish" => new FishSyntax(),
        "csh" or "tcsh" => new CshSyntax(),
        "xonsh" => new XonshSyntax(),
        "powershell" or "pwsh" => new PowerShellSyntax(),
        _ => null,
    };

    /// <summary>The commands that carry out a change.</summary>
    public string Write(ActivationChange change, IReadOnlyDictionary<string, string> variables)
    {
        var text = new StringBuilder();
        void Line(string command) => text.Append(command).Append('\n');
        if (change.EarlyPath is { } path)
        {
            Line(Export("PATH", path));
        }

        foreach (var script in change.DeactivateScripts)
        {
            Line(Run(script));
        }

        foreach (var name in change.Unset)
        {
            Line(Unset(name));
        }

        if (change.PromptModifier is { } modifier && Prompt(modifier, variables) is { } prompt)
        {
            Line(prompt);
        }

        foreach (var (name, value) in change.Export)
        {
            Line(Export(name, value));
        }

        foreach (var script in change.ActivateScripts)
        {
            Line(Run(script));
        }

        return text.ToString();
    }

    /// <summary>The commands that make <c>activate</c> and <c>deactivate</c> known to a shell.</summary>
    /// <param name="program">Variables that name the program and its root.</param>
    /// <param name="activate">The environment to begin with, or null.</param>
    public string Hook(IReadOnlyList<KeyValuePair<string, string>> program, string? activate)
    {
        var exports = string.Concat(program.Select(v => Export(v.Key, v.Value) + "\n"));
        return exports + Functions + (activate is null ? "" : Begin(activate) + "\n");
    }

    /// <summary>A word that the shell takes as it is.</summary>
    public abstract string Quote(string text);

    /// <summary>Enters an environment at the end of the hook.</summary>
    protected virtual string Begin(string activate) => $"tare activate {Quote(activate)}";

    /// <summary>The functions of the hook.</summary>
    protected abstract string Functions { get; }

    /// <summary>The shell's own variable that holds the prompt, with its new text; null where there is none, or it is left alone.</summary>
    internal virtual KeyValuePair<string, string>? PromptVariable(string modifier, IReadOnlyDictionary<string, string> variables) => null;

    /// <summary>Sets a variable for the shell and what it starts.</summary>
    protected abstract string Export(string name, string value);

    /// <summary>Takes a variable away.</summary>
    protected abstract string Unset(string name);

    /// <summary>Runs a script inside of the shell.</summary>
    protected abstract string Run(string script);

    /// <summary>Changes the prompt, or null where the hook sees to that.</summary>
    protected abstract string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables);
}
