using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Rules;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Tests.Rules;

/// <summary>Ways to write a Dockerfile that look like a mistake about bytes or a break, or hide that there is none.</summary>
public sealed class FalseAlarmTests
{
    private static readonly Rule[] Rules = [.. RuleTable.All.Where(r => r.Code.StartsWith("TD1", StringComparison.Ordinal) || r.Code.StartsWith("TD2", StringComparison.Ordinal))];

    [Theory]
    [InlineData("RUN echo \"conda install b\"", "it is only said")]
    [InlineData("RUN echo conda install b && true", "it is only said")]
    [InlineData("RUN printf '%s\\n' 'RUN conda install b' > x", "it is only written down")]
    [InlineData("# RUN conda install b\nRUN true", "a comment")]
    [InlineData("RUN true \\\n # conda install b \\\n && true", "a comment between the lines")]
    [InlineData("RUN true # && conda install b", "a comment of the shell")]
    [InlineData("LABEL x=\"RUN conda install b\"", "a label")]
    [InlineData("ENV X=\"conda install b\"", "a value")]
    [InlineData("CMD conda install b", "nothing of it is in a layer")]
    [InlineData("ONBUILD RUN conda install b", "it runs in other people's builds")]
    [InlineData("RUN $TOOL install b", "nobody knows what it calls")]
    [InlineData("SHELL [\"powershell\", \"-Command\"]\nRUN conda install b", "no POSIX shell reads it")]
    [InlineData("RUN pip install --no-cache-dir conda conda-pack", "packages that are called so")]
    [InlineData("RUN wget x/conda.sh && bash conda.sh -b -p /c && rm conda.sh", "an installer")]
    [InlineData("RUN cat <<EOF > /i.sh\nconda install b\nEOF", "a file is written")]
    [InlineData("RUN python3 <<EOF\nconda install b\nEOF", "another language")]
    public void What_runs_no_conda_is_not_taken_for_it(string lines, string because) => IsSilent(lines, because);

    [Theory]
    [InlineData("RUN conda install -y b && conda clean -afy", "in one line")]
    [InlineData("RUN conda install -y b && \\\r\n    conda clean -afy\r", "CR LF")]
    [InlineData("RUN \\\n  conda install -y b && \\\n\n  # why\n  conda clean -afy", "an empty line and a comment inside")]
    [InlineData("run conda  install  -y\tb&&conda clean -afy", "small letters, odd blanks and none")]
    [InlineData("RUN conda install -y \"b>=1\" 'c<2' && conda clean -afy", "quoted specs are no redirections")]
    [InlineData("RUN conda install -y b > /dev/null 2>&1 && conda clean -afy", "redirections")]
    [InlineData("RUN (conda install -y b) && (conda clean -afy)", "subshells")]
    [InlineData("RUN { conda install -y b; conda clean -afy; }", "a group")]
    [InlineData("RUN conda install -y b; conda clean -afy;", "a semicolon at the end")]
    [InlineData("RUN if true; then conda install -y b && conda clean -afy; fi", "a condition")]
    [InlineData("RUN conda install -y b && find /opt/conda -name '*.a' -delete && rm -rf /opt/conda/pkgs", "rm in the place of clean")]
    [InlineData("RUN conda install -y b && tare clean -afy", "tare in the place of conda")]
    [InlineData("RUN conda create -y -n b && conda run -n b pip install --no-cache-dir c && conda clean -afy", "pip through conda run")]
    [InlineData("RUN --mount=type=cache,target=/opt/conda/pkgs,sharing=locked conda install -y b", "a cache mount")]
    [InlineData("RUN --mount=type=cache,dst=/root/.cache python -m pip install b", "a cache mount for pip")]
    [InlineData("RUN <<EOF\nset -eu\nconda install -y b\nconda clean -afy\nEOF", "a heredoc")]
    [InlineData("RUN <<-'EOF' bash -e\n\tconda install -y b\n\tconda clean -afy\n\tEOF", "a heredoc with tabs and a shell behind it")]
    [InlineData("RUN [\"/bin/bash\", \"-lc\", \"conda install -y b && conda clean -afy\"]", "JSON")]
    [InlineData("RUN bash -lc \"conda install -y b && conda clean -afy\"", "another shell's script")]
    [InlineData("RUN bash -c 'conda install -y b' && conda clean -afy", "the clean outside of the other shell")]
    [InlineData("ARG P=/opt/conda\nRUN ${P}/bin/conda install -y b && ${P}/bin/conda clean -afy", "a path in a variable")]
    [InlineData("RUN sudo -H -u user conda install -y b && sudo -H -u user conda clean -afy", "another user")]
    public void A_clean_is_seen_however_it_is_written(string lines, string because) => IsSilent(lines, because);

    [Theory]
    [InlineData("RUN conda clean --help && conda install --help", "help asks nothing and installs nothing")]
    [InlineData("RUN yes | conda install b && conda clean -afy", "an answer by a pipe")]
    [InlineData("RUN . /opt/conda/etc/profile.d/conda.sh; conda activate b; python c", "a hook")]
    [InlineData("RUN eval \"$(micromamba shell hook -s bash)\" && micromamba activate b && python c", "a hook by eval")]
    [InlineData("RUN source /opt/conda/bin/activate b && python c", "the script that activates")]
    [InlineData("SHELL [\"/bin/bash\", \"-lc\"]\nRUN conda init\nRUN conda activate b && python c", "a login shell")]
    [InlineData("CMD [\"bash\", \"-lc\", \"conda activate b && exec python c\"]", "a container's own login shell")]
    [InlineData("ENV PATH=/opt/conda/bin:$PATH A='$PATH'", "single quotes")]
    [InlineData("RUN apt-get update && apt-get install -y b && rm -rf /var/lib/{apt,dpkg}/lists/*", "braces")]
    [InlineData("RUN find /opt/conda -follow -type f -name '*.pyc' -delete", "no clean of packages and no change of modes")]
    public void Other_things_that_are_right_are_not_found(string lines, string because) => IsSilent(lines, because);

    [Fact]
    public void A_byte_order_mark_and_another_escape_character_hide_nothing()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "# escape=`\r\nFROM a\r\nRUN conda install -y b && `\r\n    conda clean -afy\r\n"u8];
        Linter.Run(SourceText.From(bytes), LintedKind.Dockerfile, Rules).ShouldBeEmpty();
    }

    [Fact]
    public void A_stage_of_which_only_a_file_is_shipped_may_be_as_large_as_it_likes() => Linter.Run(
        SourceText.From("FROM a AS b\nRUN conda install -y x && pip install y && apt-get update && apt-get install -y z\nFROM scratch\nCOPY --from=b /out /out\n"),
        LintedKind.Dockerfile,
        Rules).ShouldBeEmpty();

    private static void IsSilent(string lines, string because) =>
        Linter.Run(SourceText.From($"FROM a\n{lines}\n"), LintedKind.Dockerfile, Rules).Select(f => f.Rule).ShouldBeEmpty(because);
}
