namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1006Tests() : RuleTest("TD1006")
{
    [Theory]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b\n")]
    [InlineData("FROM a\nRUN sudo apt-get -qq update\n")]
    [InlineData("FROM a\nRUN rm -rf /var/lib/apt/lists/* && apt update\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get clean\n")]
    public void Lists_that_stay_are_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\n")]
    [InlineData("FROM a\nRUN apt-get update && find /var/lib/apt/lists -delete\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n")]
    [InlineData("FROM a\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update\n")]
    public void Lists_that_go_are_not(string text) => IsSilent(text);

    [Fact]
    public void Another_program_that_updates_is_not() => IsSilent("FROM a\nRUN conda update -y b && git submodule update\n");

    [Theory]
    [InlineData("FROM a\nRUN apt-get update\nRUN apt install -y b\n")]
    [InlineData("FROM a AS b\nRUN apt-get update\nFROM b\nRUN sudo apt-get -y upgrade\n")]
    public void Lists_that_a_later_RUN_installs_from_are_not_removed(string text) => HasNoRepair(text);

    [Fact]
    public void A_script_that_ends_in_the_background_takes_no_other_command() => HasNoRepair("FROM a\nRUN apt-get update && b &\n");

    [Fact]
    public void The_repair_removes_them_as_the_user_who_fetched_them() => Repairs(
        "FROM a\nRUN sudo apt-get update; sudo apt-get install -y b\n",
        "FROM a\nRUN sudo apt-get update; sudo apt-get install -y b && sudo rm -rf /var/lib/apt/lists/*\n");

    [Theory]
    [InlineData("FROM a\nRUN apt-get update\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b\nRUN ./setup.sh\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b\nRUN bash /i.sh\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b\nRUN make deps\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b || true\n")]
    [InlineData("FROM a\nRUN if b; then apt-get update && apt-get install -y c; fi\n")]
    public void Where_something_unseen_may_need_them_or_the_end_may_change_nothing_is_repaired(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("bash ~/miniconda.sh -b -p /c")]
    [InlineData("./Miniconda3-latest-Linux-x86_64.sh -b")]
    [InlineData("/bin/bash /$CONDA_BIN -b")]
    [InlineData(". /c/bin/activate && pip install d")]
    [InlineData("./configure && make -j4 && make install")]
    public void What_needs_no_lists_does_not_keep_them(string later) => Repairs(
        $"FROM a\nRUN apt-get update && apt-get install -y b\nRUN {later}\n",
        $"FROM a\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/apt/lists/*\nRUN {later}\n");

    [Theory]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b && rm -rf /var/lib/{apt,dpkg,cache,log}/\n")]
    [InlineData("FROM a\nRUN apt-get update && apt-get install -y b && apt-get distclean\n")]
    public void Other_ways_to_remove_them_count(string text) => IsSilent(text);

    [Theory]
    [InlineData("FROM a\nRUN apt-get update\nRUN bash -c \"apt-get install -y b\"\n")]
    [InlineData("FROM a\nRUN apt-get update\nONBUILD RUN apt-get install -y b\n")]
    [InlineData("FROM a\nRUN apt-get update\nRUN apt-cache policy b | grep 7\n")]
    public void Lists_that_something_later_may_read_are_not_removed(string text) => HasNoRepair(text);
}
