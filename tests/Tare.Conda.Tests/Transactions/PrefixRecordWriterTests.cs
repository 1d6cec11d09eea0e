using System.Text;
using System.Text.Json;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Transactions;

namespace Tare.Conda.Tests.Transactions;

public sealed class PrefixRecordWriterTests
{
    private static readonly RepoDataRecord Record = RepoDataRecordJson.Read(JsonDocument.Parse(
        """
        {"arch":null,"build":"pyh0","build_number":0,"depends":["python >=3"],"fn":"tool-1.0-pyh0.conda","license":"Größe","name":"tool","noarch":"python",
         "platform":null,"subdir":"noarch","version":"1.0","size":7,"timestamp":1700000000000,"channel":"https://conda.anaconda.org/conda-forge"}
        """).RootElement);

    private static readonly PrefixPath[] Paths =
    [
        new("share/x.txt", PrefixPathType.HardLink) { FileMode = "text", PrefixPlaceholder = "/opt/place", Sha256 = "aa", Sha256InPrefix = "bb", Size = 3 },
    ];

    [Fact]
    public void The_keys_are_those_of_conda_in_its_order()
    {
        var record = Written(new TransactionPackage(Record, "/pkgs/tool-1.0-pyh0") { ArchivePath = "/pkgs/tool-1.0-pyh0.conda", RequestedSpecs = ["tool"] });
        Keys(record).ShouldBe(
        [
            "name", "version", "build", "build_number", "channel", "subdir", "fn", "depends", "constrains", "noarch", "license", "package_type", "timestamp", "size",
            "requested_spec", "package_tarball_full_path", "extracted_package_dir", "files", "paths_data", "link", "requested_specs",
        ]);
        Keys(record.GetProperty("paths_data").GetProperty("paths")[0]).ShouldBe(
            ["_path", "prefix_placeholder", "file_mode", "path_type", "sha256", "size_in_bytes", "sha256_in_prefix"]);
    }

    [Fact]
    public void The_channel_has_the_subdir_at_its_end_and_letters_are_letters()
    {
        var bytes = PrefixRecordWriter.Write(new TransactionPackage(Record, "/pkgs/tool"), Paths, LinkType.HardLink);
        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldContain("\n  \"channel\": \"https://conda.anaconda.org/conda-forge/noarch\",\n");
        text.ShouldContain("\n    \"python >=3\"\n");
        text.ShouldContain("Größe");
        text.ShouldContain("\n  \"package_type\": \"noarch_python\",\n");
        text.ShouldContain("\n  \"_requested_specs\": [],\n");
        text.ShouldEndWith("\n}");
    }

    [Fact]
    public void A_record_that_was_written_and_read_is_of_the_same_package() =>
        RepoDataRecordJson.Read(Written(new TransactionPackage(Record, "/pkgs/tool"))).ShouldBe(Record);

    private static JsonElement Written(TransactionPackage package) =>
        JsonDocument.Parse(PrefixRecordWriter.Write(package, Paths, LinkType.HardLink)).RootElement;

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
