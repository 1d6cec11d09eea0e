using System.Text;
using System.Text.Json;
using NJsonSchema;
using Tare.Images.Building;
using Tare.Testing;
using Tare.Testing.Debian;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

/// <summary>Bills of materials against what their specifications require; a copy of their own schemas is several hundred kilobytes.</summary>
public sealed class BillOfMaterialsTests
{
    private static JsonSchema Schema(string format) => JsonSchema.FromFileAsync(
        Path.Combine(Repository.Root, "tests", "Tare.Images.Tests", "Building", "Schemas", format == "spdx" ? "spdx-2.3.json" : "cyclonedx-1.6.json")).GetAwaiter().GetResult();

    private static string Write(BuildRun run, string format)
    {
        using (run)
        {
            return Encoding.UTF8.GetString(BillOfMaterials.Write(run.Build(), format));
        }
    }

    private static void IsValid(string document, string format) => Schema(format).Validate(document).Select(e => e.ToString()).ShouldBeEmpty(document);

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void A_document_is_as_its_specification_says(string format)
    {
        var odd = new PackageFields("python_abi", "1!2.0+local_1", "0_cp312") { License = "Apache-2.0 WITH LLVM-exception AND \"other\"" };
        var bare = JsonDocument.Parse("""{"name": "_bare", "version": "1", "build": "0", "build_number": 0, "depends": [], "subdir": "linux-64", "purls": ["pkg:pypi/bare@1", "pkg:github/x/bare"]}""").RootElement;
        using var other = new BuildRun();
        var archive = new ChannelFolder(other["c"]).Add(new TestPackage(new PackageFields("_bare", "1", "0")).With("share/b", "b"), ".tar.bz2");
        IsValid(Write(new BuildRun().With(new TestPackage(odd).With("share/a", "a")).With(bare, archive), format), format);
    }

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void The_document_of_real_packages_is_too_and_names_each_once(string format)
    {
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var run = new BuildRun();
        var packages = DebianChannel.Of().ClosureOf("python");
        foreach (var package in packages)
        {
            run.With(JsonDocument.Parse(package.Record.ToJsonString()).RootElement, package.Archive);
        }

        var document = Write(run, format);
        IsValid(document, format);
        var parts = JsonDocument.Parse(document).RootElement.GetProperty(format == "spdx" ? "packages" : "components");
        parts.EnumerateArray().Select(p => p.GetProperty(format == "spdx" ? "SPDXID" : "bom-ref").GetString()).Distinct().Count().ShouldBe(packages.Count);
    }

    [Theory]
    [InlineData("cyclonedx", """{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {}, "components": []}""")]
    [InlineData("spdx", """{"spdxVersion": "SPDX-2.3"}""")]
    public void The_schemas_refuse_what_is_incomplete(string format, string document) => Schema(format).Validate(document).ShouldNotBeEmpty();
}
