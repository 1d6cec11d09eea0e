using System.Text;
using Tare.Conda.EnvironmentFiles;

namespace Tare.Fuzz.Conda;

/// <summary>environment.yml, lists of specs and lock files.</summary>
internal static class EnvironmentFileFuzz
{
    internal static readonly FuzzTarget Target = new("environment-files", Run, Seeds);

    private static readonly EnvironmentFileOptions Linux = new() { Subdir = "linux-64" };

    private static void Run(ReadOnlySpan<byte> input)
    {
        // The first byte says which kind of file it is.
        var name = input.IsEmpty ? "environment.yml" : (input[0] % 4) switch { 0 => "environment.yml", 1 => "requirements.txt", 2 => "conda-lock.yml", _ => "pixi.lock" };
        EnvironmentFileReader.Parse(Encoding.UTF8.GetString(input[(input.IsEmpty ? 0 : 1)..]), name, Linux);
    }

    private static IEnumerable<byte[]> Seeds() => new[]
    {
        "\u0004name: a\nchannels: [conda-forge, nodefaults]\ndependencies:\n  - python=3.12  # [linux]\n  - sel(win): x\n  - pip: [a, -e .]\nvariables: {A: 1}\n",
        "\u0005# platform: linux-64\n@EXPLICIT\nhttps://conda.anaconda.org/conda-forge/noarch/a-1-0.conda#0123456789abcdef0123456789abcdef\n",
        "\u0005python=3.12\nnumpy >=1,<2\n",
        "\u0006version: 1\npackage:\n- {name: a, version: '1', manager: conda, platform: linux-64, url: https://h/c/noarch/a-1-0.conda, hash: {md5: 0123456789abcdef0123456789abcdef}}\n",
        "\u0007version: 6\nenvironments:\n  default:\n    channels: [{url: https://h/c/}]\n    packages: {linux-64: [{conda: https://h/c/noarch/a-1-0.conda}]}\npackages:\n- {conda: https://h/c/noarch/a-1-0.conda}\n",
    }.Select(Encoding.UTF8.GetBytes);
}
