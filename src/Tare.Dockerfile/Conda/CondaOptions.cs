using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>Which options of conda's commands take a value, so that specs can be told from values.</summary>
internal static class CondaOptions
{
    private static readonly string[] WithValue =
    [
        "-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--experimental-solver", "--subdir", "--platform",
        "--repodata-fn", "--clone", "--revision", "--console", "--cwd", "-r", "--root-prefix", "--rc-file", "--override-frozen",
        "--environment-specifier", "--env-spec", "--channel-alias", "--cacert-path", "--log-level", "--category",
    ];

    internal static IEnumerable<ShellWord> Positional(IReadOnlyList<ShellWord> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Text is ['-', ..])
            {
                i += WithValue.Contains(arguments[i].Text) ? 1 : 0;
                continue;
            }

            yield return arguments[i];
        }
    }
}
