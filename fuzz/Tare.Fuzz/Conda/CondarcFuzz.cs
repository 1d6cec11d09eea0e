using System.Text;
using Tare.Conda.Configuration;
using Tare.Conda.Configuration.Editing;

namespace Tare.Fuzz.Conda;

/// <summary>.condarc: read and edited; what an edit writes must be read again.</summary>
internal static class CondarcFuzz
{
    private static readonly string[] Samples =
    [
        "channels:  #!final\n  - a #!top\n  - b\nproxy_servers: {http: x}\noffline: yes\nssl_verify: |\n  x\n",
        "a: &x [1, ~, 'q']\nb: *x\ncustom_multichannels:\n  m: [a, b]\nchannel_settings:\n  - channel: c\n    auth: d\n",
        "{channels: [a], pkgs_dirs: 7}\n",
    ];

    internal static readonly FuzzTarget Target = new("condarc", Run, () => Samples.Select(Encoding.UTF8.GetBytes));

    private static void Run(ReadOnlySpan<byte> input)
    {
        var file = new CondarcFile("x", Encoding.UTF8.GetString(input));
        var editor = new CondarcEditor(file, []);
        var host = new CondaHost(new Dictionary<string, string>(), "/home/x", "/");
        editor.Add("channels", "new one", first: true);
        editor.Add("channels", "c", first: false);
        editor.Set("offline", "true", host);
        editor.Remove("channels", "c");
        if (new CondarcFile("x", file.Text).Get("offline") is not SettingValue.BooleanValue { Value: true })
        {
            throw new InvalidOperationException("what was written is not what is read");
        }
    }
}
