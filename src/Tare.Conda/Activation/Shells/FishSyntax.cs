namespace Tare.Conda.Activation.Shells;

/// <summary>fish.</summary>
internal sealed class FishSyntax : ShellSyntax
{
    public override string ScriptExtension => ".fish";

    // The prompt is a function in fish: it is wrapped once, and asks for the modifier each time.
    protected override string Functions => """
        if not set -q CONDA_SHLVL
            set -gx CONDA_SHLVL 0
        end

        function tare
            switch "$argv[1]"
                case activate deactivate
                    "$CONDA_EXE" shell.fish $argv | source -
                    return $pipestatus[1]
                case install update upgrade remove uninstall
                    "$CONDA_EXE" $argv
                    and "$CONDA_EXE" shell.fish reactivate | source -
                case '*'
                    "$CONDA_EXE" $argv
            end
        end

        if not type -q conda
            function conda
                tare $argv
            end
        end

        if functions -q fish_prompt; and not functions -q __tare_fish_prompt
            functions -c fish_prompt __tare_fish_prompt
            function fish_prompt
                set -l last $status
                printf '%s' "$CONDA_PROMPT_MODIFIER"
                sh -c "exit $last"
                __tare_fish_prompt
            end
        end

        """;

    public override string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    // PATH is a list in fish.
    protected override string Export(string name, string value) => name == "PATH"
        ? $"set -gx PATH {string.Join(' ', value.Split(':').Select(Quote))}"
        : $"set -gx {name} {Quote(value)}";

    protected override string Unset(string name) => $"set -e {name}";

    protected override string Run(string script) => $"source {Quote(script)}";

    protected override string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables) => null;
}
