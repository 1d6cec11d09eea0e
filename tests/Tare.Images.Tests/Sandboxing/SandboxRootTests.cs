using Tare.Images.Sandboxing;

namespace Tare.Images.Tests.Sandboxing;

public sealed class SandboxRootTests
{
    [Fact]
    public void What_a_killed_process_left_goes_when_the_next_sandbox_is_made_and_what_is_in_use_stays()
    {
        var left = Path.Join(Path.GetTempPath(), $"tare-root-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.Join(left, "root", "opt"));
        File.WriteAllText(Path.Join(left, ".lock"), "");
        using var used = new SandboxRoot();
        using var next = new SandboxRoot();
        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(used.Folder).ShouldBeTrue();
    }

    [Fact]
    public void A_sandbox_is_its_users_own()
    {
        using var root = new SandboxRoot();
        File.GetUnixFileMode(root.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
