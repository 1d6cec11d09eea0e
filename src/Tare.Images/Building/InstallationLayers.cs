using System.Text;

namespace Tare.Images.Building;

/// <summary>
/// The two layers that a Dockerfile leaves which installs and does not clean: the conda root, and over it the environments together
/// with the downloaded archives, the unpacked packages, the package lists and the cache's own notes.
/// </summary>
internal static class InstallationLayers
{
    internal static IReadOnlyList<LayerWork> Complete(LayerWork[] planned, ImageBuildPlan plan, LayerRoot[] roots) =>
    [
        planned[0] with { Rest = tar => EnvironmentDocuments.Write(plan.Root!.Base, tar.At(roots[^1]), plan.Created) },
        planned[1] with
        {
            PackageCache = CondaRoot.Packages,
            Rest = tar =>
            {
                for (var i = 0; i < plan.Environments.Count; i++)
                {
                    EnvironmentDocuments.Write(plan.Environments[i], tar.At(roots[i]), plan.Created);
                }

                WriteNotes(plan, tar);
            },
        },
    ];

    private static void WriteNotes(ImageBuildPlan plan, LayerTar tar)
    {
        var cache = CondaRoot.Packages.TrimStart('/');
        var urls = plan.Environments.SelectMany(e => e.Packages).Select(p => Primitives.UrlSecrets.Hide(p.Url ?? p.FileName)).Distinct(StringComparer.Ordinal);
        tar.File($"{cache}/urls.txt", 0x1A4, plan.Created, Encoding.UTF8.GetBytes(string.Concat(urls.Select(u => u + "\n"))));
        foreach (var (name, path) in plan.Root!.Lists.DistinctBy(l => l.Name).OrderBy(l => l.Name, StringComparer.Ordinal))
        {
            using var list = File.OpenRead(path);
            tar.File($"{cache}/cache/{name}", 0x1A4, plan.Created, (list.Length, list));
        }
    }
}
