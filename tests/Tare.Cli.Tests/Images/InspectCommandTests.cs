using System.Text;
using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Cli.Views.Image;
using Tare.Images.Inspection;
using Tare.Testing.Images;

namespace Tare.Cli.Tests.Images;

public sealed class InspectCommandTests : IDisposable
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>\u202e\e[31m";
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    // CUDA in the base, in a conda package and in a wheel; a cache that is deleted too late; defaults; tokens in three places.
    private static TestImage Gallery() => new TestImage()
        .Layer($"FROM nvidia/cuda {Hostile}", l => l.File("usr/local/cuda/libcublas.so.12", 2_000_000, "cublas").File("var/lib/apt/lists/deb", 300_000))
        .Layer("RUN conda create -y -p /opt/conda numpy cublas", l => l
            .CondaRecord("opt/conda", "numpy-1.26-py312_0", "https://repo.anaconda.com/pkgs/main/linux-64", "lib/numpy.so")
            .CondaRecord("opt/conda", "libcublas-12.4-0", "https://conda.anaconda.org/nvidia/linux-64", "lib/libcublas.so.12")
            .CondaRecord("opt/conda", "private-1.0-0", "https://conda.corp.example/t/tk-123456-secret/chan/linux-64")
            .Text("opt/conda/conda-meta/history", "==> 2024 <==\n# cmd: conda create -c https://conda.corp.example/t/tk-123456-secret/chan\n")
            .Text("root/.condarc", "channels: [https://me:hunter22@conda.corp.example/c]")
            .File("opt/conda/lib/libcublas.so.12", 2_000_000, "cublas").File("opt/conda/lib/numpy.so", 700_000)
            .File("opt/conda/pkgs/numpy-1.26-py312_0.conda", 900_000).Text("opt/conda/pkgs/numpy-1.26-py312_0/info/index.json", "{}"))
        .Layer("RUN pip install nvidia-cublas", l => l
            .File("opt/conda/lib/python3.12/site-packages/nvidia/cublas/lib/libcublas.so.12", 2_000_000, "cublas")
            .Text("opt/conda/lib/python3.12/site-packages/nvidia_cublas-12.4.dist-info/RECORD", "nvidia/cublas/lib/libcublas.so.12,,\n"))
        .Layer("RUN rm -rf /opt/conda/pkgs /root/.condarc", l => l.Whiteout("opt/conda/pkgs").Whiteout("root/.condarc"));

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Text_fits_the_screen_and_obeys_no_name_of_the_image(int width)
    {
        var text = Text(Gallery(), width);
        text.TrimEnd('\n').Split('\n').Max(l => l.Length).ShouldBeLessThanOrEqualTo(width);
        text.ShouldNotContain('\e');
        text.ShouldNotContain('\u202e');
        text.ShouldContain("#2");
    }

    [Fact]
    public void Text_tells_layers_causes_packages_copies_licences_and_secrets()
    {
        var text = Text(Gallery(), 120);
        text.ShouldContain("900 kB  downloaded conda packages written by RUN #2, deleted too late by RUN #4\n           add `&& conda clean -afy` to RUN #2");
        text.ShouldContain("  4.00 MB  3 times 2.00 MB\n           /opt/conda/lib/libcublas.so.12  (libcublas 12.4, nvidia)");
        text.ShouldContain("1 package comes from Anaconda's `defaults` channels");
        text.ShouldContain("password in a URL in /root/.condarc, deleted but still in layer #2");
        text.ShouldNotContain("hunter22");
        text.ShouldNotContain("tk-123456");
    }

    [Fact]
    public void An_image_without_layers_has_no_waste() =>
        Text(new TestImage(), 80).ShouldStartWith("x  linux/amd64\n0 B in 0 layers, 0 B compressed\nNo waste.\n");

    [Fact]
    public void Json_finds_the_same_library_three_times_defaults_packages_and_tokens()
    {
        var document = Run("--json").Json;
        var findings = document.GetProperty("findings");
        var duplicate = findings.GetProperty("duplicates").EnumerateArray().Single();
        duplicate.GetProperty("paths").EnumerateArray().Select(p => p.GetString()).ShouldBe(
            ["/opt/conda/lib/libcublas.so.12", "/opt/conda/lib/python3.12/site-packages/nvidia/cublas/lib/libcublas.so.12", "/usr/local/cuda/libcublas.so.12"]);
        findings.GetProperty("defaults").EnumerateArray().Select(p => p.GetString()).ShouldBe(["numpy"]);
        findings.GetProperty("secrets").EnumerateArray().Select(s => (s.GetProperty("place").GetString(), s.GetProperty("deleted").GetBoolean())).ShouldBe(
            [("/opt/conda/conda-meta/private-1.0-0.json", false), ("/opt/conda/conda-meta/history", false), ("/root/.condarc", true)]);
        document.GetProperty("packages").EnumerateArray().Select(p => p.GetProperty("channel").GetString()).ShouldBe(["nvidia", "pypi", "pkgs/main", "https://conda.corp.example/chan"], ignoreOrder: true);
        document.ToString().ShouldNotContain("tk-123456");
    }

    [Fact]
    public void A_page_shows_hostile_names_as_text()
    {
        Run("--html", "page.html", "-q").Status.ShouldBe(0);
        var page = File.ReadAllText(_machine.Folder["page.html"]);
        page.ShouldNotContain("<img");
        page.Split("</script>").Length.ShouldBe(3);
        page.ShouldContain("Content-Security-Policy");
        page.ShouldNotContain("http://");
        var start = page.IndexOf("id=\"data\">", StringComparison.Ordinal) + "id=\"data\">".Length;
        var data = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
        data.GetProperty("layers")[0].GetString().ShouldBe($"FROM nvidia/cuda {Hostile}");
        data.GetProperty("cells").EnumerateArray().Sum(c => c[4].GetInt64()).ShouldBe(Run("--json").Json.GetProperty("waste").GetProperty("total").GetInt64() + Kept());
    }

    [Theory]
    [InlineData("0B", 1)]
    [InlineData("1MB", 1)]
    [InlineData("2MB", 0)]
    [InlineData("5%", 1)]
    [InlineData("99.5%", 0)]
    [InlineData("much", 2)]
    [InlineData("-5%", 2)]
    public void Too_much_waste_is_status_1(string limit, int status)
    {
        var answer = Run("--max-waste", limit, "-q");
        answer.Status.ShouldBe(status, answer.Error);
        answer.Output.ShouldBeEmpty();
        (answer.Error.Length > 0).ShouldBe(status != 0);
    }

    private static string Text(TestImage image, int width)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, TextWriter.Null) { Width = width };
        new InspectionView(terminal, "x", ImageInspector.Inspect(image.Build(), CancellationToken.None)).Write();
        return output.ToString();
    }

    // The data of everything that is no waste: the three copies, numpy, the records and the pip list.
    private static long Kept()
    {
        var account = ImageInspector.Inspect(Gallery().Build(), CancellationToken.None).Account;
        return account.Total - account.Waste;
    }

    private Answer Run(params string[] words)
    {
        if (!Directory.Exists(_machine.Folder["gallery"]))
        {
            Gallery().Write($"oci:{_machine.Folder["gallery"]}:1");
        }

        return _machine.Run(["image", "inspect", "oci:gallery", .. words]);
    }
}
