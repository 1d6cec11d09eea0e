using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>Environments that a user may read and not change.</summary>
public sealed class UnwritableTests : IDisposable
{
    private readonly EndToEndChannel _channel = new();

    public UnwritableTests()
    {
        TareBinary.Require();
        Assert.SkipUnless(TareBinary.IsRoot && Tool.Exists("setpriv"), "needs root and setpriv to become another user");
        _channel.Done("create", "-n", "e", "-y", "-q", "app", "-c", _channel.Url, "--override-channels");
    }

    public void Dispose() => _channel.Dispose();

    public static TheoryData<string> Changes => ["install -n e -y zlib=1.0", "remove -n e -y app", "env remove -n e -y", "env config vars set -n e A=1", "rename -n e f", "install -n e -y zlib=1.0 --json"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Another_user_is_told_who_may_change_it(string line)
    {
        Directory.CreateDirectory(_channel.Folder["other"]);
        Tool.Run("chmod", "755", _channel.Folder.Path);
        Tool.Run("chown", "65534", _channel.Folder["other"]);
        Refused(Tool.Try("setpriv", [
            "--reuid=65534", "--regid=65534", "--clear-groups", "env", "-i", $"HOME={_channel.Folder["other"]}", $"CONDA_ROOT_PREFIX={_channel.Folder["root"]}",
            $"CONDA_CHANNELS={_channel.Url}", TareBinary.Path, .. line.Split(' ')]));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_read_only_file_system_is_named_before_anything_is_fetched(string line)
    {
        var place = _channel.Folder["root", "envs"];
        Tool.Run("mount", "--bind", place, place);
        try
        {
            Tool.Run("mount", "-o", "remount,bind,ro", place);
            Refused(_channel.Tare([.. line.Split(' '), .. line.StartsWith("install", StringComparison.Ordinal) ? ["-c", _channel.Url, "--override-channels"] : (string[])[]]));
            Directory.Exists(_channel.Folder["root", "pkgs", "zlib-1.0-0"]).ShouldBeFalse();
        }
        finally
        {
            Tool.Run("umount", place);
        }
    }

    private static void Refused(ToolResult result)
    {
        result.ExitCode.ShouldBe(1, result.Output + result.Error);
        (result.Output + result.Error).ShouldContain("this user may not write to `");
        (result.Output + result.Error).ShouldContain("hint");
    }
}
