namespace Tare.Conda.Activation.Shells;

/// <summary>bash, zsh, dash and every other shell of the POSIX family.</summary>
internal sealed class PosixSyntax : ShellSyntax
{
    public override string ScriptExtension => ".sh";

    // Plain POSIX, safe under `set -eu`, and deaf to aliases: `\` in front of a command's name.
    protected override string Functions => """
        __tare_hash() {
            if [ -n "${ZSH_VERSION:-}" ]; then \rehash; else \hash -r; fi
        }

        __tare_shell() {
            __tare_commands="$(PS1="${PS1:-}" "$CONDA_EXE" shell.posix "$@")" || return
            \eval "$__tare_commands"
            \unset __tare_commands
            __tare_hash
        }

        tare() {
            case "${1:-}" in
                activate|deactivate)
                    __tare_shell "$@"
                    ;;
                install|update|upgrade|remove|uninstall)
                    "$CONDA_EXE" "$@" || return
                    __tare_shell reactivate
                    ;;
                *)
                    "$CONDA_EXE" "$@"
                    ;;
            esac
        }

        if ! command -v conda >/dev/null 2>&1 || [ "$(command -v conda)" -ef "$CONDA_EXE" ]; then
            conda() {
                tare "$@"
            }
        fi

        if [ -z "${CONDA_SHLVL+x}" ]; then
            export CONDA_SHLVL=0
        fi
        if [ -z "${PS1+x}" ]; then
            PS1=
        fi

        """;

    public override string Quote(string text) => $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    protected override string Export(string name, string value) => $"export {name}={Quote(value)}";

    protected override string Unset(string name) => $"unset {name}";

    protected override string Run(string script) => $". {Quote(script)}";

    protected override string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables) =>
        PromptVariable(modifier, variables) is var (name, prompt) ? $"{name}={Quote(prompt)}" : null;

    internal override KeyValuePair<string, string>? PromptVariable(string modifier, IReadOnlyDictionary<string, string> variables)
    {
        var prompt = variables.GetValueOrDefault("PS1", "");
        if (prompt.Contains("POWERLINE_COMMAND", StringComparison.Ordinal))
        {
            return null;
        }

        var old = variables.GetValueOrDefault("CONDA_PROMPT_MODIFIER", "");
        return new("PS1", modifier + (old.Length > 0 ? prompt.Replace(old, "", StringComparison.Ordinal) : prompt));
    }
}
