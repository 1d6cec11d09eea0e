using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>A file of one stage installs compilers, which go out with the image.</summary>
internal sealed class TD1012ShippedCompilers() : DockerfileRule("TD1012", Severity.Info, "leave compilers in a build stage")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        if (file.Stages.Length != 1 || !file.Stages[0].Instructions.Any(i => i.Keyword is "CMD" or "ENTRYPOINT"))
        {
            yield break;
        }

        foreach (var run in file.Runs)
        {
            var install = run.Script.Commands.FirstOrDefault(c => Installed(c).Any(KnownPackages.IsCompiler));
            if (install is not null && !run.Script.Commands.Any(Removes))
            {
                var names = string.Join(", ", Installed(install).Where(KnownPackages.IsCompiler).Distinct().Select(n => $"`{n}`"));
                yield return At(install.Span, $"this installs {names}, which goes out with the image; build in a stage of its own and COPY the result");
            }
        }
    }

    private static IEnumerable<string> Installed(SimpleCommand command)
    {
        if (CondaInvocationReader.Read(command) is { Installs: true } conda)
        {
            return conda.Specs.Select(s => SpecText.Read(s.Text).Name);
        }

        if (!command.Words.Any(w => w.Text is "install" or "add"))
        {
            return [];
        }

        var words = command.Words.Select(w => w.Text).ToArray();
        return words.Any(w => w is "apt-get" or "apt" or "yum" or "dnf" or "apk")
            ? words.Where(w => w is not ['-', ..]).Select(w => w.Split('=')[0])
            : [];
    }

    private static bool Removes(SimpleCommand command) =>
        command.Words.Any(w => w.Text is "purge" or "remove" or "autoremove" or "del") && command.Words.Any(w => w.Text is "apt-get" or "apt" or "conda" or "apk" or "mamba");
}
