namespace Tare.Conda.Activation.Shells;

/// <summary>xonsh: Python with the commands of a shell. Scripts of packages are bash's, whose variables it takes over.</summary>
internal sealed class XonshSyntax : ShellSyntax
{
    public override string ScriptExtension => ".sh";

    protected override string Functions => """
        def __tare(args):
            from subprocess import PIPE, run
            from xonsh.built_ins import XSH
            program = XSH.env['CONDA_EXE']
            def shell(*words):
                answer = run([program, 'shell.xonsh', *words], env=XSH.env.detype(), stdout=PIPE, universal_newlines=True)
                if answer.returncode == 0:
                    XSH.execer.exec(answer.stdout, glbs=XSH.ctx, filename='tare')
                return answer.returncode
            if args and args[0] in ('activate', 'deactivate'):
                return shell(*args)
            status = run([program, *args], env=XSH.env.detype()).returncode
            if status == 0 and args and args[0] in ('install', 'update', 'upgrade', 'remove', 'uninstall'):
                return shell('reactivate')
            return status

        aliases['tare'] = __tare
        if not __import__('shutil').which('conda', path=':'.join(map(str, $PATH))):
            aliases['conda'] = __tare
        if 'CONDA_SHLVL' not in ${...}:
            $CONDA_SHLVL = '0'

        """;

    public override string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}'";

    protected override string Begin(string activate) => $"__tare(['activate', {Quote(activate)}])";

    protected override string Export(string name, string value) => $"${name} = {Quote(value)}";

    protected override string Unset(string name) => $"${{...}}.pop('{name}', None)";

    protected override string Run(string script) => $"source-bash --suppress-skip-message -n {Quote(script)}";

    // The prompt of xonsh names the environment by itself.
    protected override string? Prompt(string modifier, IReadOnlyDictionary<string, string> variables) => null;
}
