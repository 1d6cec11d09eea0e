namespace Tare.Conda.Activation.Shells;

/// <summary>PowerShell.</summary>
internal sealed class PowerShellSyntax : ShellSyntax
{
    public override string ScriptExtension => ".ps1";

    protected override string Functions => """
        function global:tare {
            if ($args.Count -gt 0 -and $args[0] -in 'activate', 'deactivate') {
                $commands = & $Env:CONDA_EXE shell.powershell @args | Out-String
                if ($LASTEXITCODE -eq 0) { Invoke-Expression -Command $commands }
            } else {
                & $Env:CONDA_EXE @args
                if ($LASTEXITCODE -eq 0 -and $args.Count -gt 0 -and $args[0] -in 'install', 'update', 'upgrade', 'remove', 'uninstall') {
                    Invoke-Expression -Command (& $Env:CONDA_EXE shell.powershell reactivate | Out-String)
                }
            }
        }
        if (-not (Get-Command conda -ErrorAction SilentlyContinue)) { Set-Alias -Scope Global conda tare }
        if (-not $Env:CONDA_SHLVL) { $Env:CONDA_SHLVL = '0' }
        if (-not (Test-Path Function:\TarePrompt)) {
            if (Test-Path Function:\prompt) { Rename-Item Function:\prompt TarePrompt } else { function global:TarePrompt { 'PS> ' } }
            function global:prompt { "$Env:CONDA_PROMPT_MODIFIER$(TarePrompt)" }
        }

        """;

    public override string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    protected override string Export(string name, string value) => $"$Env:{name} = {Quote(value)}";

    protected override string Unset(string name) => $"$Env:{name} = $null";

    protected override string Run(string script) => $". {Quote(script)}";

    protected override string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables) => null;
}
