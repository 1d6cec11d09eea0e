namespace Tare.Dockerfile.Templates;

/// <summary>
/// Writes a Dockerfile that makes none of the mistakes that the rules know: the environment is built in a stage of its own with
/// tare mounted from the context, copied to the path it was made at, and activated by variables and its own scripts.
/// </summary>
public static class DockerfileTemplate
{
    /// <summary>glibc of the base image, which a lock has to fit.</summary>
    public const string BaseGlibc = "2.36";

    private const string Base = "debian:12.12-slim";

    // Packages may bring scripts that set what their programs need; the program takes the shell's place, so that it gets the signals.
    private const string EntryPoint =
        """ENTRYPOINT ["/bin/bash", "-c", "for script in /opt/env/etc/conda/activate.d/*.sh; do [ ! -r \"$script\" ] || . \"$script\"; done; exec \"$@\"", "bash"]""";

    /// <summary>The Dockerfile.</summary>
    public static string Write(TemplateOptions options)
    {
        var purpose = PurposeText.Of(options.Purpose);
        string[] code = purpose.Folder is null ? [] : [.. CodeStage(options, purpose.Folder), ""];
        return string.Join('\n', [.. BuildStage(options), "", .. code, .. FinalStage(options, purpose)]) + "\n";
    }

    /// <summary>The .dockerignore that goes with it: what the image does not need does not travel to the builder.</summary>
    public static string WriteIgnore() =>
        """
        .git
        **/__pycache__
        **/*.pyc
        **/.cache
        **/.ipynb_checkpoints
        **/.pytest_cache
        .venv
        venv
        envs
        pkgs
        *.tar
        *.tar.gz
        Dockerfile
        .dockerignore

        """;

    private static IEnumerable<string> BuildStage(TemplateOptions options)
    {
        var name = Path.GetFileName(options.EnvironmentFile);
        var cuda = options is { Gpu: true, IsLocked: false } ? $"CONDA_OVERRIDE_CUDA={options.Cuda} " : "";
        return
        [
            "# syntax=docker/dockerfile:1",
            $"FROM {Base} AS build",
            "RUN apt-get update \\",
            "    && apt-get install -y --no-install-recommends ca-certificates \\",
            "    && rm -rf /var/lib/apt/lists/*",
            "# The tare binary lies beside this file. Downloads stay in the builder's cache and come into no layer.",
            "RUN --mount=type=bind,source=tare,target=/usr/local/bin/tare \\",
            $"    --mount=type=bind,source={options.EnvironmentFile},target=/tmp/{name} \\",
            "    --mount=type=cache,target=/var/cache/tare \\",
            $"    {cuda}CONDA_PKGS_DIRS=/var/cache/tare/pkgs \\",
            $"    tare create --yes --copy -p /opt/env --file /tmp/{name}",
        ];
    }

    private static string[] CodeStage(TemplateOptions options, string folder) =>
    [
        "# The code, without what only the build needs.",
        $"FROM {Base} AS code",
        $"WORKDIR {folder}",
        "COPY . .",
        $"RUN rm -f {string.Join(' ', new[] { "tare", "environment.yml", options.EnvironmentFile }.Distinct(StringComparer.Ordinal))}",
    ];

    private static IEnumerable<string> FinalStage(TemplateOptions options, PurposeText purpose)
    {
        var home = purpose.Folder is null ? "" : " HOME=/tmp";
        string[] gpu = options.Gpu ? ["ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility"] : [];
        string[] code = purpose.Folder is { } folder
            ? [$"COPY --from=code {(purpose.IsWritten ? "--chown=1000 " : "")}{folder} {folder}", $"WORKDIR {folder}", "USER 1000", EntryPoint]
            : [];
        return
        [
            $"FROM {Base}",
            .. purpose.Preparation,
            "COPY --from=build /opt/env /opt/env",
            $"ENV PATH=/opt/env/bin:$PATH CONDA_PREFIX=/opt/env CONDA_DEFAULT_ENV=/opt/env{home}",
            .. gpu,
            .. code,
            .. purpose.Ending,
        ];
    }
}
