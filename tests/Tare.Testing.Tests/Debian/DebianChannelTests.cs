using System.Text.Json.Nodes;
using Tare.Primitives;
using Tare.Testing.Debian;
using Tare.Testing.Processes;
using Tare.Testing.Roots;

namespace Tare.Testing.Tests.Debian;

public sealed class DebianChannelTests
{
    private const string Multiply = """
        import numpy, sys
        a = numpy.arange(9.0).reshape(3, 3)
        print(sys.prefix, int((a @ a).trace()))
        libraries = {line.split()[-1] for line in open('/proc/self/maps') if '.so' in line}
        print(*sorted(l for l in libraries if 'blas' in l or 'lapack' in l))
        """;

    [Fact]
    public void A_relocated_Python_multiplies_matrices_with_the_libraries_of_its_prefix()
    {
        Assert.SkipUnless(DebianChannel.MissingReason() is null, DebianChannel.MissingReason() ?? "");
        using var folder = new TemporaryFolder();
        var root = DebianRoot.Make(DebianChannel.Of(), folder["conda"]);
        var said = Tool.Run("env", "-i", Path.Combine(root["science"], "bin", "python"), "-c", Multiply).Split('\n');
        said[0].ShouldBe($"{root["science"]} 180");
        said[1].Split(' ').ShouldAllBe(l => l.StartsWith(root["science"]));
        said[1].ShouldContain("libblas.so");
    }

    [Fact]
    public void Each_record_matches_its_archive()
    {
        Assert.SkipUnless(DebianChannel.MissingReason() is null, DebianChannel.MissingReason() ?? "");
        foreach (var package in DebianChannel.Of().Packages)
        {
            var bytes = File.ReadAllBytes(package.Archive);
            ((string?)package.Record["sha256"]).ShouldBe(Digest.Of(bytes).Hex);
            ((long)package.Record["size"]!).ShouldBe(bytes.LongLength);
        }
    }

    [Fact]
    public void Every_dependency_is_in_the_channel_or_virtual()
    {
        Assert.SkipUnless(DebianChannel.MissingReason() is null, DebianChannel.MissingReason() ?? "");
        var packages = DebianChannel.Of().Packages;
        var names = packages.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        packages.SelectMany(p => p.Record["depends"]!.AsArray()).Select(d => ((string)d!).Split(' ')[0])
            .Where(n => !n.StartsWith("__", StringComparison.Ordinal) && !names.Contains(n)).ShouldBeEmpty();
    }

    [Fact]
    public void The_channel_has_both_formats_and_says_where_Python_keeps_its_packages()
    {
        Assert.SkipUnless(DebianChannel.MissingReason() is null, DebianChannel.MissingReason() ?? "");
        var packages = DebianChannel.Of().Packages;
        packages.ShouldContain(p => p.Archive.EndsWith(".conda"));
        packages.ShouldContain(p => p.Archive.EndsWith(".tar.bz2"));
        ((string?)packages.Single(p => p.Name == "python").Record["python_site_packages_path"]).ShouldBe("lib/python3/dist-packages");
        JsonNode.Parse(File.ReadAllText(Path.Combine(DebianChannel.Of().Path, "noarch", "repodata.json")))!["info"]!["subdir"]!.ToString().ShouldBe("noarch");
    }
}
