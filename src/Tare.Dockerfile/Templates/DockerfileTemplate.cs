namespace Tare.Dockerfile.Templates;

/// <summary>
/// Writes a Dockerfile that makes none of the mistakes that the rules know: the environment is built in a stage of its own with
/// tare mounted from the context, copied to the path it was made at, and activated by variables.
/// </summary>
public static class DockerfileTemplate
{
    private const string Base = "debian:12.12-slim";

    /// <summary>The Dockerfile.</summary>
    public static string Write(TemplateOptions options) =>
        string.Join('\n', [.. BuildStage(options), "", .. FinalStage(options)]) + "\n";

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

    private static IEnumerable<string> BuildStage(TemplateOptions options) =>
    [
        "# syntax=docker/dockerfile:1",
        $"FROM {Base} AS build",
        "RUN apt-get update \\",
        "    && apt-get install -y --no-install-recommends ca-certificates \\",
        "    && rm -rf /var/lib/apt/lists/*",
        "# The tare binary lies beside this file. Downloads stay in the builder's cache and come into no layer.",
        "RUN --mount=type=bind,source=tare,target=/usr/local/bin/tare \\",
        $"    --mount=type=bind,source={options.EnvironmentFile},target=/tmp/{Path.GetFileName(options.EnvironmentFile)} \\",
        "    --mount=type=cache,target=/var/cache/tare \\",
        $"    {(options.Gpu ? $"CONDA_OVERRIDE_CUDA={options.Cuda} " : "")}CONDA_PKGS_DIRS=/var/cache/tare/pkgs \\",
        $"    tare create --yes --copy -p /opt/env --file /tmp/{Path.GetFileName(options.EnvironmentFile)}",
    ];

    private static IEnumerable<string> FinalStage(TemplateOptions options)
    {
        yield return $"FROM {Base}";
        if (options.Purpose == ImagePurpose.Ssh)
        {
            yield return "RUN apt-get update \\";
            yield return "    && apt-get install -y --no-install-recommends openssh-server \\";
            yield return "    && rm -rf /var/lib/apt/lists/* \\";
            yield return "    && mkdir -p /run/sshd \\";
            yield return "    && useradd --create-home --uid 1000 --shell /bin/bash user";
        }

        yield return "COPY --from=build /opt/env /opt/env";
        yield return "ENV CONDA_PREFIX=/opt/env";
        yield return "ENV PATH=/opt/env/bin:$PATH";
        if (options.Gpu)
        {
            yield return "ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility";
        }

        foreach (var line in Ending(options.Purpose))
        {
            yield return line;
        }
    }

    private static string[] Ending(ImagePurpose purpose) => purpose switch
    {
        ImagePurpose.Train =>
        [
            "WORKDIR /work",
            "COPY --chown=1000 . .",
            "USER 1000",
            "CMD [\"python\", \"train.py\"]",
        ],
        ImagePurpose.Jupyter =>
        [
            "WORKDIR /work",
            "ENV HOME=/tmp",
            "USER 1000",
            "EXPOSE 8888",
            "CMD [\"jupyter\", \"lab\", \"--ip=0.0.0.0\", \"--port=8888\", \"--no-browser\"]",
        ],
        ImagePurpose.Ssh =>
        [
            "# The server itself must be root; people log in as `user`, with keys mounted at /home/user/.ssh/authorized_keys.",
            "RUN echo 'PATH=/opt/env/bin:/usr/local/bin:/usr/bin:/bin' >> /etc/environment",
            "EXPOSE 22",
            "# tare ignore=TD3002",
            "CMD [\"/usr/sbin/sshd\", \"-D\", \"-e\"]",
        ],
        ImagePurpose.Api =>
        [
            "WORKDIR /app",
            "COPY . .",
            "USER 1000",
            "EXPOSE 8000",
            "HEALTHCHECK CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/')\"]",
            "CMD [\"python\", \"-m\", \"uvicorn\", \"app:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8000\"]",
        ],
        _ =>
        [
            "WORKDIR /app",
            "COPY . .",
            "USER 1000",
            "CMD [\"python\", \"app.py\"]",
        ],
    };
}
