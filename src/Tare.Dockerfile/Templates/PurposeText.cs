namespace Tare.Dockerfile.Templates;

/// <summary>What distinguishes the Dockerfile of one purpose from those of the others.</summary>
/// <param name="Folder">Where the code goes; null where the image has none, and no user of its own.</param>
/// <param name="IsWritten">The program writes into that folder.</param>
internal sealed record PurposeText(string? Folder, bool IsWritten)
{
    /// <summary>Instructions before the environment is copied.</summary>
    internal string[] Preparation { get; private init; } = [];

    /// <summary>Instructions at the end.</summary>
    internal string[] Ending { get; private init; } = [];

    internal static PurposeText Of(ImagePurpose purpose) => purpose switch
    {
        ImagePurpose.Train => new("/work", IsWritten: true) { Ending = ["CMD [\"python\", \"train.py\"]"] },
        ImagePurpose.Jupyter => new("/work", IsWritten: true)
        {
            Ending = ["EXPOSE 8888", "CMD [\"jupyter\", \"lab\", \"--ip=0.0.0.0\", \"--port=8888\", \"--no-browser\"]"],
        },
        ImagePurpose.Ssh => Ssh,
        ImagePurpose.Api => new("/app", IsWritten: false)
        {
            Ending =
            [
                "EXPOSE 8000",
                "HEALTHCHECK CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/')\"]",
                "CMD [\"python\", \"-m\", \"uvicorn\", \"app:app\", \"--host\", \"0.0.0.0\", \"--port\", \"8000\"]",
            ],
        },
        _ => new("/app", IsWritten: false) { Ending = ["CMD [\"python\", \"app.py\"]"] },
    };

    private static PurposeText Ssh => new(null, IsWritten: false)
    {
        Preparation =
        [
            "# Host keys are made when a container starts, so that no two have the same.",
            "RUN apt-get update \\",
            "    && apt-get install -y --no-install-recommends openssh-server \\",
            "    && rm -rf /var/lib/apt/lists/* /etc/ssh/ssh_host_* \\",
            "    && mkdir -p /run/sshd \\",
            "    && useradd --create-home --uid 1000 --shell /bin/bash user \\",
            "    && printf '%s\\n' 'PasswordAuthentication no' \\",
            "        'SetEnv PATH=/opt/env/bin:/usr/local/bin:/usr/bin:/bin CONDA_PREFIX=/opt/env' > /etc/ssh/sshd_config.d/environment.conf \\",
            "    && echo 'PATH=/opt/env/bin:$PATH; for script in /opt/env/etc/conda/activate.d/*.sh; do [ ! -r \"$script\" ] || . \"$script\"; done' \\",
            "        > /etc/profile.d/environment.sh",
        ],
        Ending =
        [
            "EXPOSE 22",
            "# The server itself must be root; people log in as `user`, with keys mounted at /home/user/.ssh/authorized_keys.",
            "# tare ignore=TD3002",
            "CMD [\"/bin/sh\", \"-c\", \"ssh-keygen -A && exec /usr/sbin/sshd -D -e\"]",
        ],
    };
}
