using System.Text.Json;
using Tare.Archives.Packages;

namespace Tare.Archives.Tests.Packages;

/// <summary>Hostile and broken archives that others collected; index.json says what each one is and what is expected.</summary>
public sealed class CorpusTests
{
    private static readonly string[] Folders = ["packages/", "tar_traversal/", "derived/"];

    public static TheoryData<string, string> BadInputs
    {
        get
        {
            var data = new TheoryData<string, string>();
            if (SharedData.IsPresent)
            {
                using var index = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("badinputs", "index.json")));
                foreach (var row in index.RootElement.EnumerateArray())
                {
                    var file = row.GetProperty("file").GetString()!;
                    if (Folders.Any(f => file.StartsWith(f)))
                    {
                        data.Add(file, row.GetProperty("expect").GetString()!);
                    }
                }
            }
            else
            {
                data.Add("", "");
            }

            return data;
        }
    }

    public static TheoryData<string> GoodPackages
    {
        get
        {
            var data = new TheoryData<string>();
            if (SharedData.IsPresent)
            {
                foreach (var folder in new[] { "packages", "channels" })
                {
                    foreach (var path in Directory.EnumerateFiles(SharedData.PathOf(folder), "*", SearchOption.AllDirectories).Order())
                    {
                        if ((path.EndsWith(".conda") || path.EndsWith(".tar.bz2")) && new FileInfo(path).Length < 700_000)
                        {
                            data.Add(Path.GetRelativePath(SharedData.Folder, path));
                        }
                    }
                }
            }
            else
            {
                data.Add("");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadInputs))]
    public void A_bad_input_is_refused_or_contained_as_expected(string file, string expect)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        using var folder = new TemporaryFolder();
        var witness = folder.Write("outside/witness", "untouched");
        Directory.CreateDirectory(folder["inside"]);
        var destination = folder["inside", "package"];
        var problem = Extract(SharedData.PathOf("badinputs", file), destination);
        if (expect.StartsWith("accept"))
        {
            problem.ShouldBeNull();
            File.Exists(Path.Combine(destination, "info", "index.json")).ShouldBeTrue();
        }
        else if (expect.StartsWith("refuse;") || expect.StartsWith("error") || expect.StartsWith("checksum"))
        {
            problem.ShouldNotBeNull();
        }

        problem?.Message.ShouldNotContain("\n");
        File.ReadAllText(witness).ShouldBe("untouched");
        var left = Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.TopDirectoryOnly).Select(Path.GetFileName).Order();
        left.ShouldBe(["inside", "outside"]);
        Directory.EnumerateFileSystemEntries(folder["inside"]).ShouldBe(problem is null ? [destination] : []);
        File.Exists("/tmp/moo").ShouldBeFalse();
        File.Exists("/tmp/evil_abs.txt").ShouldBeFalse();
        File.Exists("/tmp/evil_sym.txt").ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(GoodPackages))]
    public void A_real_package_is_unpacked_as_tar_unpacks_it_and_fits_its_own_list(string file)
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        using var folder = new TemporaryFolder();
        var path = SharedData.PathOf(file);

        // The small packages are made for tests, some with lists that do not fit; what a channel has released must fit.
        var options = new ExtractionOptions { Check = file.StartsWith("channels") ? PackageCheck.Refuse : PackageCheck.Report };
        var problem = Extract(path, folder["package"], options);
        if (problem is not null)
        {
            // Among them are archives that are no packages, and two whose links have lost their targets.
            string[] reasons = ["has no info/index.json", "damaged", "is empty", "ends inside the header", "is a link to nothing"];
            reasons.ShouldContain(r => problem.Message.Contains(r), problem.Message);
            return;
        }

        ReferenceTools.Unpack(path, folder["reference"]);
        TreeListing.Of(folder["package"]).ShouldBe(TreeListing.Of(folder["reference"]));
        File.ReadAllBytes(folder["package", "info", "index.json"]).ShouldBe(PackageInfo.Read(path, "index.json").Get("index.json"));
    }

    private static ArchiveException? Extract(string path, string destination, ExtractionOptions? options = null)
    {
        try
        {
            PackageExtraction.Extract(path, destination, options);
            return null;
        }
        catch (ArchiveException exception)
        {
            return exception;
        }
        catch (Primitives.Posix.PosixException exception)
        {
            return new ArchiveException(exception.Message);
        }
    }
}
