using System.Reflection;
using System.Xml.Linq;
using Tare.Testing;

namespace Tare.Architecture.Tests;

public sealed class DependencyTests
{
    // Each project, and the projects it may see. Whatever is not here is a dependency that points upwards.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Tare.Primitives"] = [],
        ["Tare.Archives"] = ["Tare.Primitives"],
        ["Tare.Http"] = ["Tare.Primitives"],
        ["Tare.Dockerfile"] = ["Tare.Primitives"],
        ["Tare.Conda"] = ["Tare.Primitives", "Tare.Archives", "Tare.Http"],
        ["Tare.Oci"] = ["Tare.Primitives", "Tare.Archives", "Tare.Http"],
        ["Tare.Images"] = ["Tare.Primitives", "Tare.Archives", "Tare.Http", "Tare.Conda", "Tare.Oci"],
        ["Tare.Cli"] = ["Tare.Primitives", "Tare.Archives", "Tare.Http", "Tare.Conda", "Tare.Oci", "Tare.Images", "Tare.Dockerfile"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_depends_only_downwards(string project)
    {
        Allowed.ShouldContainKey(project, $"`{project}` needs a place in the order of the parts");
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        var seen = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        seen.Except(Allowed[project]).ShouldBeEmpty();
    }

    [Fact]
    public void Conda_and_Oci_never_see_each_other()
    {
        References("Tare.Conda").ShouldNotContain("Tare.Oci");
        References("Tare.Oci").ShouldNotContain("Tare.Conda");
    }

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name!);
}
