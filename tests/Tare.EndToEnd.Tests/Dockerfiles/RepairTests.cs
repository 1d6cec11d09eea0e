using System.Text.Json;
using Tare.Testing;

namespace Tare.EndToEnd.Tests.Dockerfiles;

[Collection(nameof(BuildahStore))]
public sealed class RepairTests(BuildahStore store)
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    [Fact]
    public void The_sample_that_does_not_build_builds_and_starts_once_it_is_repaired()
    {
        Place("sample", "Dockerfile");
        var original = store.TryBuild("sample", "sample");
        original.ExitCode.ShouldNotBe(0, original.Output);

        store.Tare("sample", "dockerfile", "fix", "--write").ExitCode.ShouldBe(0);
        store.Build("sample", "sample");
        store.Run("sample").Trim().ShouldBe("Python 3.10.14");
    }

    [Fact]
    public void The_two_RUNs_of_the_sample_become_one_that_leaves_no_cache()
    {
        Place("two-runs", "Dockerfile.two-runs");
        File.WriteAllText(store["two-runs", "Before"], "FROM continuumio/miniconda3:latest\nRUN conda install -y numpy pandas\nRUN conda clean --all -y\n");
        store.Build("two-runs", "before", "Before");
        Waste("before").ShouldBeGreaterThan(40 * 20_000, "20 files of 20,000 bytes in each of two packages, copied or archived");

        store.Tare("two-runs", "dockerfile", "fix", "--write").ExitCode.ShouldBe(0);
        File.ReadAllLines(store["two-runs", "Dockerfile"]).Count(l => l.StartsWith("RUN", StringComparison.Ordinal)).ShouldBe(1);
        store.Build("two-runs", "after");
        Waste("after").ShouldBe(0);
    }

    [Fact]
    public void What_builds_still_builds_and_leaves_no_cache_once_it_is_repaired()
    {
        Skip();
        store.Write("builds/Dockerfile", """
            FROM continuumio/miniconda3:latest
            RUN conda create -y -n a numpy || true
            RUN bash -c "conda install -y -n a pandas; echo done"
            RUN if [ -d /opt/conda ]; then conda install -y -n a pytorch; else exit 1; fi
            RUN for p in torchvision torchaudio; do \
                  # one after another
                  conda install -y -n a $p; \
                done
            RUN ["/bin/bash", "-c", "conda create -y -n b python"]
            RUN conda create -y -n c python && mv /opt/conda/envs/c /opt/kept && rm -rf /opt/conda/bin
            CMD ["ls", "/opt/kept/bin"]
            """);
        store.Build("builds", "builds-before");
        Waste("builds-before").ShouldBeGreaterThan(3 * 20 * 20_000, "20 files of 20,000 bytes of each package");

        store.Tare("builds", "dockerfile", "fix", "--write", "--select", "TD1001,TD1002,TD1003").ExitCode.ShouldBe(0);
        store.Build("builds", "builds-after");
        Waste("builds-after").ShouldBeLessThan(20_000, "records that a later RUN writes anew: " + File.ReadAllText(store["builds", "Dockerfile"]));
        store.Run("builds-after").ShouldBe(store.Run("builds-before"));
    }

    [Fact]
    public void A_finding_quotes_the_bytes_that_the_built_image_carries()
    {
        Skip();
        store.Write("measured/Dockerfile", "FROM continuumio/miniconda3:latest\nRUN conda install -y \\\n    numpy\n");
        store.Build("measured", "measured");
        var lint = store.Tare("measured", "lint", "--select", "TD1001", "--image", store.Layout("measured"));
        lint.ExitCode.ShouldBe(1, lint.Error);
        lint.Output.ShouldMatch(@"extracted packages in this layer; the image carries \d+(\.\d+)? [kM]B of it");
    }

    private static void Skip() => Assert.SkipWhen(BuildahStore.MissingReason is not null, BuildahStore.MissingReason ?? "");

    private void Place(string context, string sample)
    {
        Skip();
        Directory.CreateDirectory(store[context]);
        File.Copy(Path.Combine(Samples, sample), store[context, "Dockerfile"]);
    }

    // What conda left in the layers behind the base's.
    private long Waste(string image)
    {
        var report = store.Tare("context", "image", "inspect", store.Layout(image), "--json");
        report.ExitCode.ShouldBe(0, report.Error);
        var layers = JsonDocument.Parse(report.Output).RootElement.GetProperty("layers").EnumerateArray();
        return layers.Where(l => l.GetProperty("created_by").GetString()!.Contains("conda install", StringComparison.Ordinal)).Sum(l => l.GetProperty("waste").GetInt64());
    }
}
