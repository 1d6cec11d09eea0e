using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Fixing;

/// <summary>What is repaired without `--unsafe` calls the same programs with the same end, whatever of them fails, but for the cleans.</summary>
public sealed class SureRepairTests
{
    public static TheoryData<string> Scripts => new(
        "conda install -y a",
        "conda install -y a || true",
        "conda install -y a || pip install b",
        "conda install -y a || conda install -y a",
        "conda install -y a && pip install b || true",
        "conda install -y a; pip install b",
        "conda install -y a & wait",
        "conda install -y a | tee log",
        "conda install -y a | tee log && python b",
        "! conda install -y a",
        "! conda install -y a || python b",
        "if command -v conda; then conda install -y a; else pip install a; fi",
        "if conda install -y a; then python b; fi",
        "if ! conda install -y a; then pip install a; fi",
        "if python a; then conda install -y b; else conda install -y c; fi && python d",
        "for i in 1 2 3; do conda install -y a && break; done",
        "until conda install -y a; do break; done",
        "while ! conda install -y a; do break; done",
        "case $X in '') conda install -y a;; *) pip install a;; esac",
        "(conda install -y a; python b) && pip install c",
        "(conda install -y a || exit 0) && python b",
        "{ conda install -y a; pip install b; } || true",
        "set -e; conda install -y a; pip install b",
        "set -e; conda install -y a || true; pip install b",
        "set -e; if python a; then conda install -y b; pip install c; fi; python d",
        "set -e; if conda install -y a; then python b; fi; python c",
        "set -e; while conda install -y a; do break; done; python c",
        "set -e; (conda install -y a; python b); python c",
        "set -e; (python b; conda install -y a); python c",
        "set -e; python a && conda install -y b; pip install c || true",
        "set -e; conda install -y a && python b; pip install c || true",
        "set -ex; conda install -y a; pip install b || true; python c",
        "set -x; set -e; conda install -y a; pip install b || true; python c",
        "set -e; set +e; conda install -y a; pip install b || true; python c",
        "set -o errexit; conda install -y a; pip install b || true; python c",
        "/bin/sh -ec 'conda install -y a; pip install b || true; python c'",
        "set -e; /bin/sh -c 'conda install -y a; pip install b'; python c",
        "[\"/bin/sh\", \"-ec\", \"conda install -y a; pip install b || true; python c\"]",
        "<<EOF\nset -e\nconda install -y a\npip install b || true\npython c\nEOF",
        "conda install -y a && rm -rf /opt/conda",
        "conda create -y -n a b && mv /opt/conda /opt/conda3 && python c",
        "conda install -y a && rm -rf \"$HOME/miniconda\" && python b",
        "conda install -y a && exit 0",
        "conda install -y a && exec python b",
        "conda install -y a && export PATH=/nowhere && echo done",
        "wget x.sh && conda install -y a && rm x.sh",
        "conda clean -afy && conda install -y a",
        "conda clean -afy; conda install -y a || true",
        "conda install -y a # why",
        "conda install -y a && \\\n    # why\n    python b",
        "conda install -y a; \\\n    pip install b; \\\n    true",
        "conda install -y a \\\n    # why\n    || true",
        "conda install -y a \\\n\n  # why\n\n    && python b || true",
        "set -e; \\\n  conda install -y a; \\\n  # then\n  python b || true",
        "if python a; \\\n  # why\n  then conda install -y b; \\\n  fi",
        "conda install -y \"a b\" 'c'",
        "sudo conda install -y a",
        "pip install a || true",
        "pip install a; python b",
        "apt-get update && apt-get install -y a",
        "apt-get update && apt-get install -y a || true",
        "apt-get update; apt-get install -y a",
        "conda activate a && python b",
        "python a || conda activate b",
        "conda create -y -n a b && conda activate a; conda install -y -n a c",
        "python c; conda activate a && conda install -y -n a b",
        "python c && conda activate a; if conda install -y -n a b; then python d; fi",
        "<<EOF\nconda install -y a\nEOF",
        "<<EOF\nconda install -y a\npip install b\nEOF",
        "<<EOF\nset -e\nconda install -y a\npip install b\nEOF",
        "<<EOF\nif python a; then\n  conda install -y a\nfi\nEOF",
        "<<EOF\nconda install -y a # why\n# that is all\nEOF",
        "<<EOF\npip install a || true\napt-get update\napt-get install -y b\nEOF",
        "[\"/bin/sh\", \"-c\", \"conda install -y a || true\"]",
        "[\"/bin/sh\", \"-c\", \"conda install -y a && pip install \\\"b\\\"\"]",
        "/bin/sh -c \"conda install -y a || true\" && python b",
        "/bin/sh -c 'conda install -y \"a>1\"; pip install b'; python c",
        "/bin/sh -ec \"conda install -y \\\"a\\\"\"",
        "conda install -y a\nRUN conda clean -afy || true",
        "conda install -y a\nRUN conda clean -ty; conda clean -py",
        "conda install -y a\nRUN if python b; then conda clean -afy; fi",
        "conda install -y a || true\nRUN conda clean -afy",
        "conda install -y a && rm -rf /opt/conda\nRUN rm -rf /opt/conda/pkgs",
        "apt-get update && apt-get install -y a\nRUN ./setup.sh",
        "apt-get update\nRUN apt-cache policy a");

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_repaired_script_ends_as_the_original_whatever_fails(string script)
    {
        var original = $"FROM a\nRUN {script}\n";
        var repaired = Fixer.Apply(SourceText.From(original), new FixOptions(Rules())).Text.Text;
        using var runs = new ScriptRun();
        var calls = runs.Run(original, []).Calls.Select(c => string.Join(' ', c.Split(' ').Take(2))).Where(c => !c.Contains("clean", StringComparison.Ordinal)).Distinct().ToArray();
        foreach (var failing in Subsets(calls))
        {
            foreach (var without in new[] { "", "conda", "pip" })
            {
                var one = runs.Run(original, failing, without);
                var two = runs.Run(repaired, failing, without);
                var when = $"without `{without}`, where [{string.Join(", ", failing)}] fail:\n{repaired}";
                Others(two.Calls).ShouldBe(Others(one.Calls), ignoreOrder: true, when);
                two.ExitCode.ShouldBe(one.ExitCode, when);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_repaired_script_that_installs_cleans_afterwards(string script)
    {
        var source = SourceText.From($"FROM a\nRUN {script}\n");
        var repaired = Fixer.Apply(source, new FixOptions(Rules())).Text;
        using var runs = new ScriptRun();
        var (calls, status) = runs.Run(repaired.Text, []);
        var installed = Array.FindLastIndex(calls, c => c.StartsWith("conda install", StringComparison.Ordinal) || c.StartsWith("conda create", StringComparison.Ordinal));
        if (status == 0 && installed >= 0 && Linter.Run(repaired, LintedKind.Dockerfile).All(f => f.Rule is not ("TD1001" or "TD1002" or "TD1003")))
        {
            calls.Skip(installed).ShouldContain(c => c.Contains("conda clean", StringComparison.Ordinal) || (c.StartsWith("rm -rf", StringComparison.Ordinal) && c.EndsWith("conda", StringComparison.Ordinal)), repaired.Text);
        }
    }

    // What a repair adds, and words that it adds to a call.
    private static string[] Others(string[] calls) =>
    [
        .. calls.Where(c => !c.Contains("conda clean", StringComparison.Ordinal) && !c.StartsWith("rm -rf /var/lib/apt", StringComparison.Ordinal))
            .Select(c => c.Replace(" --no-cache-dir", "", StringComparison.Ordinal)),
    ];

    // Activation needs a conda that is more than a program that writes down its calls.
    private static Rule[] Rules() => [.. Dockerfile.Rules.RuleTable.All.Where(r => r.Code != "TD2001")];

    private static IEnumerable<string[]> Subsets(string[] calls) =>
        Enumerable.Range(0, 1 << Math.Min(calls.Length, 4)).Select(mask => calls.Take(4).Where((_, i) => (mask >> i & 1) == 1).ToArray());
}
