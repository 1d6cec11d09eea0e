namespace Tare.Conda.Activation.Shells;

/// <summary>csh and tcsh. A command ends with <c>;</c>, as backquotes make one line of what the program prints.</summary>
internal sealed class CshSyntax : ShellSyntax
{
    public override string ScriptExtension => ".csh";

    // There are no functions: an alias lets sh run the program, which leaves what the shell itself has to do in a file.
    protected override string Functions => """
        alias tare 'set __tare_file = `mktemp`; env prompt="$prompt:q" sh -c '\''case "$1" in activate|deactivate) exec "$CONDA_EXE" shell.csh "$@" >"$0";; install|update|upgrade|remove|uninstall) "$CONDA_EXE" "$@" && exec "$CONDA_EXE" shell.csh reactivate >"$0";; *) exec "$CONDA_EXE" "$@";; esac'\'' $__tare_file \!*; set __tare_status = $status; source $__tare_file; rm -f $__tare_file; unset __tare_file; sh -c "exit $__tare_status"';
        which conda >& /dev/null || alias conda 'tare \!*';
        if (! $?CONDA_SHLVL) setenv CONDA_SHLVL 0;
        if (! $?prompt) set prompt = '';

        """;

    // History is looked for in quoted words too.
    public override string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal).Replace("!", "\\!", StringComparison.Ordinal)}'";

    protected override string Begin(string activate) => $"eval \"`$CONDA_EXE:q shell.csh activate {Quote(activate)}`\";";

    protected override string Export(string name, string value) => $"setenv {name} {Quote(value)};";

    protected override string Unset(string name) => $"unsetenv {name};";

    protected override string Run(string script) => $"source {Quote(script)};";

    protected override string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables) =>
        PromptVariable(modifier, variables) is var (name, prompt) ? $"set {name} = {Quote(prompt)};" : null;

    internal override KeyValuePair<string, string>? PromptVariable(string modifier, IReadOnlyDictionary<string, string> variables)
    {
        var prompt = variables.GetValueOrDefault("prompt", "");
        var old = variables.GetValueOrDefault("CONDA_PROMPT_MODIFIER", "");
        return new("prompt", modifier + (old.Length > 0 ? prompt.Replace(old, "", StringComparison.Ordinal) : prompt));
    }
}
