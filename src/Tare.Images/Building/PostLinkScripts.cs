using System.Globalization;
using Tare.Conda.Records;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>
/// Runs what packages bring for the moment after their installation (<c>bin/.NAME-post-link.sh</c>) inside the image, and finds out
/// what it changed, which becomes a layer.
/// </summary>
internal sealed class PostLinkScripts(ImageStage stage, Action<string> warn)
{
    /// <summary>Runs the scripts of an environment's packages, dependencies first.</summary>
    internal void Run(BuildEnvironment environment, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        foreach (var package in environment.Packages)
        {
            var script = $"{environment.Prefix}/bin/.{package.Name}-post-link.sh";
            if (!stage.Root.Has(script))
            {
                continue;
            }

            var shell = stage.ShellOf(environment.Prefix) ?? throw new ImageException($"the image has no shell that could run `{script}`", "choose a --base with a shell, or leave --run-scripts out");
            var result = stage.Run([shell, script], [.. variables, .. Variables(environment, package)]);
            if (result.Status != 0)
            {
                throw new ImageException($"`{script}` ended with {result.Status}: {result.LastError}", "leave --run-scripts out, or build on a --base that has what the script needs");
            }

            Say(environment, package);
        }
    }

    // As conda sets them (run_script in conda/core/link.py).
    private static KeyValuePair<string, string>[] Variables(BuildEnvironment environment, RepoDataRecord package) =>
    [
        new("ROOT_PREFIX", CondaRoot.Prefix),
        new("PREFIX", environment.Prefix),
        new("PKG_NAME", package.Name),
        new("PKG_VERSION", package.Version),
        new("PKG_BUILDNUM", package.BuildNumber.ToString(CultureInfo.InvariantCulture)),
    ];

    // What a script has to say to the user it leaves here.
    private void Say(BuildEnvironment environment, RepoDataRecord package)
    {
        var messages = stage.Root.PathOf($"{environment.Prefix}/.messages.txt");
        if (File.Exists(messages))
        {
            warn($"{package.Name}: {File.ReadAllText(messages).Trim()}");
            File.Delete(messages);
        }
    }
}
