using System.Text;
using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;

namespace Tare.Fuzz.Conda;

/// <summary>Match specs and channel names: any text is one or a fault inside of it, and canonical text can be read.</summary>
internal static class MatchSpecFuzz
{
    internal static readonly FuzzTarget Target = new("match-specs", Run, Seeds) { LargestInput = 4096 };

    private static readonly ChannelSettings Settings = new() { Home = "/home/me", WorkingDirectory = "/work" };

    private static void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var channels = new ChannelResolver(Settings);
        channels.Resolve(text).Urls(["noarch"], withCredentials: true).Count();
        if (MatchSpec.TryParse(text, channels, out var spec, out var fault))
        {
            // What stands in quotes can hold characters that the canonical text does not quote, as in conda.
            MatchSpec.TryParse(spec.ToString(), channels, out _, out _);
        }
        else if (fault.Position < 0 || fault.Position > text.Length || string.IsNullOrEmpty(fault.Reason))
        {
            throw new InvalidOperationException("a fault stands outside of the text");
        }
    }

    private static IEnumerable<byte[]> Seeds() => new[]
    {
        "numpy", "numpy >=1.2,<2 py3*", "numpy=1.2=py37_0", "conda-forge/linux-64::numpy[build_number='>=2',md5=0123456789abcdef0123456789abcdef]",
        "https://user:secret@host/t/tk-1/channel/linux-64/zlib-1.3-0.conda#0123456789abcdef0123456789abcdef", "pkg[when='(__win or __osx)', extras=[a], flags=[cpu, gpu]]",
        "/srv/channel/noarch/a-1-0.tar.bz2", "blas *.* mkl", "foo[version='^1.*$'](optional,target=foo-1-0)", "mkl@",
    }.Select(Encoding.UTF8.GetBytes);
}
