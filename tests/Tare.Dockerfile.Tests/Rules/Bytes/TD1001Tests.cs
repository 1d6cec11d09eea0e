namespace Tare.Dockerfile.Tests.Rules.Bytes;

public sealed class TD1001Tests() : RuleTest("TD1001")
{
    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy\n")]
    [InlineData("FROM a\nRUN mamba env create -f e.yml\n")]
    [InlineData("FROM a\nRUN sudo /opt/conda/bin/conda install numpy && echo done\n")]
    [InlineData("FROM a\nRUN <<EOF\nconda install -y numpy\nEOF\n")]
    [InlineData("FROM a\nRUN [\"bash\", \"-lc\", \"conda install -y numpy\"]\n")]
    [InlineData("FROM a AS b\nRUN conda install -y numpy\nFROM b\nRUN x\n")]
    public void An_install_without_a_clean_is_found(string text) => Finds(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy && conda clean -afy\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && rm -rf /opt/conda/pkgs/*\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && find /opt/conda/pkgs -type f -delete\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy\n")]
    [InlineData("FROM a\nENV CONDA_PKGS_DIRS=/cache\nRUN --mount=type=cache,target=/cache conda install -y numpy\n")]
    [InlineData("FROM a AS b\nRUN conda install -y numpy\nFROM c\nCOPY --from=b /x /x\n")]
    [InlineData("FROM a\nRUN conda install --dry-run numpy\n")]
    [InlineData("FROM a\nRUN echo conda install numpy\n")]
    public void An_install_that_leaves_no_cache_in_the_image_is_not(string text) => IsSilent(text);

    [Fact]
    public void The_repair_adds_a_clean_on_the_line() => Repairs(
        "FROM a\nRUN conda install -y numpy\n",
        "FROM a\nRUN conda install -y numpy && conda clean -afy\n");

    [Fact]
    public void The_repair_adds_a_line_where_the_script_has_several() => Repairs(
        "FROM a\nRUN mamba install -y numpy \\\n # why\n && echo done # not this\n",
        "FROM a\nRUN mamba install -y numpy \\\n # why\n && echo done && \\\n mamba clean -afy # not this\n");

    [Fact]
    public void The_repair_keeps_the_indent() => Repairs(
        "FROM a\r\nRUN mamba install -y numpy && \\\r\n      echo done\r\nCMD x\r\n",
        "FROM a\r\nRUN mamba install -y numpy && \\\r\n      echo done && \\\r\n      mamba clean -afy\r\nCMD x\r\n");

    [Fact]
    public void The_repair_of_a_heredoc_is_a_line_of_it_where_a_failure_ends_it() => Repairs(
        "FROM a\nRUN <<EOF\nset -e\nconda install -y numpy\nEOF\n",
        "FROM a\nRUN <<EOF\nset -e\nconda install -y numpy\nconda clean -afy\nEOF\n");

    [Fact]
    public void The_repair_of_a_heredoc_does_not_hide_that_the_install_failed() => Repairs(
        "FROM a\nRUN <<EOF\nconda install -y numpy\nEOF\n",
        "FROM a\nRUN <<EOF\nconda install -y numpy && conda clean -afy\nEOF\n");

    [Theory]
    [InlineData("FROM a\nRUN conda install -y numpy `\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && echo 'done\n")]
    [InlineData("FROM a\nRUN conda install -y numpy && echo $(date\n")]
    public void There_is_no_repair_behind_a_quote_that_is_open(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("FROM a\nRUN conda install -y --download-only b\n")]
    [InlineData("FROM a\nRUN conda install -y b\nRUN conda create --offline -y -n c b && conda clean -afy\n")]
    public void Archives_that_a_later_RUN_installs_from_are_not_removed(string text) => HasNoRepair(text);

    [Theory]
    [InlineData("conda install -y b && exit 0", "conda install -y b && conda clean -afy && exit 0")]
    [InlineData("conda install -y b && exec c", "conda install -y b && conda clean -afy && exec c")]
    [InlineData("./bin/micromamba create -y -p /x b && rm -rf bin", "./bin/micromamba create -y -p /x b && ./bin/micromamba clean -afy && rm -rf bin")]
    [InlineData("conda install -y b && export PATH=/x && c", "conda install -y b && conda clean -afy && export PATH=/x && c")]
    [InlineData("conda install -y b && mv $CONDA_DIR /x", "conda install -y b && conda clean -afy && mv $CONDA_DIR /x")]
    public void The_clean_comes_before_what_ends_the_script_or_takes_conda_away(string script, string repaired) =>
        Repairs($"FROM a\nRUN {script}\n", $"FROM a\nRUN {repaired}\n");

    [Theory]
    [InlineData("conda install -y b || true", "conda install -y b && conda clean -afy || true")]
    [InlineData("conda install -y b; c", "conda install -y b && conda clean -afy; c")]
    [InlineData("if a; then conda install -y b; else conda install -y c; fi", "if a; then conda install -y b && conda clean -afy; else conda install -y c && conda clean -afy; fi")]
    [InlineData("set -e; conda install -y b; c || true; d", "set -e; conda install -y b; conda clean -afy; c || true; d")]
    [InlineData("for p in b c; do conda install -y $p; done", "for p in b c; do conda install -y $p && conda clean -afy; done")]
    public void A_script_that_goes_on_after_a_failure_still_does(string script, string repaired) =>
        Repairs($"FROM a\nRUN {script}\n", $"FROM a\nRUN {repaired}\n");

    [Theory]
    [InlineData("sudo -H /opt/conda/bin/conda install -y b", "sudo -H /opt/conda/bin/conda clean -afy")]
    [InlineData("CONDA_PKGS_DIRS=/c CONDA_OVERRIDE_CUDA=12.4 mamba install -y b", "CONDA_PKGS_DIRS=/c mamba clean -afy")]
    [InlineData("micromamba -r /m create -y -n e b", "micromamba clean -afy -r /m")]
    [InlineData("\"$X/bin/conda\" install -y b", "\"$X/bin/conda\" clean -afy")]
    [InlineData("time conda install -y b", "conda clean -afy")]
    [InlineData("gosu user timeout -k 5 600 conda install -y b", "gosu user conda clean -afy")]
    [InlineData("cat c | xargs -n 1 conda install -y", "conda clean -afy")]
    public void The_clean_has_the_rights_and_settings_of_the_install(string install, string clean) =>
        Repairs($"FROM a\nRUN {install}\n", $"FROM a\nRUN {install} && {clean}\n");

    [Theory]
    [InlineData("bash -lc \"conda install -y b\"", "bash -lc \"conda install -y b && conda clean -afy\"")]
    [InlineData("bash -euo pipefail -c 'conda install -y b; c' && d", "bash -euo pipefail -c 'conda install -y b; conda clean -afy; c' && d")]
    [InlineData("sudo bash -c \"conda install -y \\\"b>1\\\" && c\"", "sudo bash -c \"conda install -y \\\"b>1\\\" && conda clean -afy && c\"")]
    public void The_repair_of_another_shells_script_is_made_in_it(string script, string repaired) =>
        Repairs($"FROM a\nRUN {script}\n", $"FROM a\nRUN {repaired}\n");

    [Theory]
    [InlineData("! conda install -y b")]
    [InlineData("conda install -y b &")]
    [InlineData("conda install -y b & wait")]
    [InlineData("conda install -y b | tee c")]
    public void Where_the_answer_of_the_script_would_change_nothing_is_repaired(string script) => HasNoRepair($"FROM a\nRUN {script}\n");

    [Fact]
    public void The_repair_of_the_JSON_form_stays_in_its_string() => Repairs(
        "FROM a\nRUN [\"bash\", \"-lc\", \"conda install -y b\"]\n",
        "FROM a\nRUN [\"bash\", \"-lc\", \"conda install -y b && conda clean -afy\"]\n");

    [Theory]
    [InlineData("FROM a\nRUN conda create -y -p /x b && rm -rf /opt/conda\n")]
    [InlineData("FROM a\nRUN conda create -y -p /x b && rm -rf ${CONDA_DIR}\n")]
    public void Where_the_whole_root_goes_the_cache_goes_with_it(string text) => IsSilent(text);
}
