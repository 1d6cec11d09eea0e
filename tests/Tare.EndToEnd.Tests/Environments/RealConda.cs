using System.Text.RegularExpressions;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>The program of conda itself: <c>$TARE_REAL_CONDA</c>, else <c>conda</c> on the PATH.</summary>
internal static partial class RealConda
{
    private static readonly string Program = Environment.GetEnvironmentVariable("TARE_REAL_CONDA") is { Length: > 0 } named ? named : "conda";

    // Detecting it takes a module that a conda run from its source may lack.
    private const string Processor = "CONDA_OVERRIDE_ARCHSPEC=x86_64";

    private static readonly Lazy<bool> IsThere = new(() => (File.Exists(Program) || Tool.Exists(Program)) && Version().IsMatch(Tool.Try(Program, "--version").Output));

    internal static void Require() => Assert.SkipUnless(IsThere.Value, "needs conda: put it on the PATH, or set TARE_REAL_CONDA to its program");

    internal static ToolResult Run(IReadOnlyDictionary<string, string> variables, params IEnumerable<string> words) =>
        Tool.Try("env", ["-u", "CONDA_ROOT_PREFIX", Processor, .. variables.Where(v => v.Key is "HOME" or "CONDA_PKGS_DIRS").Select(v => $"{v.Key}={v.Value}"), Program, .. words]);

    [GeneratedRegex(@"^conda \d+\.")]
    private static partial Regex Version();
}
