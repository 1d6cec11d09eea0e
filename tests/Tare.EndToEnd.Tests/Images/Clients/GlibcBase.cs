using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images.Clients;

/// <summary>The files of a small Debian with a shell: its C library, dash and coreutils, with /bin and /lib leading into /usr.</summary>
internal static class GlibcBase
{
    /// <summary>Puts the files into a new folder, from packages that apt-get fetches.</summary>
    internal static void Make(string folder) => Tool.Run("bash", "-c", $"""
        set -e; mkdir {folder}; cd {folder}; mkdir debs
        cd debs; apt-get download -qq libc6 dash coreutils libacl1 libattr1 libselinux1 libpcre2-8-0 libgmp10 2>&1; cd ..
        mkdir -p usr/bin usr/sbin usr/lib usr/lib64; for f in bin sbin lib lib64; do ln -s usr/$f $f; done
        for deb in debs/*.deb; do dpkg-deb --fsys-tarfile $deb | tar -x --keep-directory-symlink; done
        rm -r debs usr/share usr/lib/*/gconv usr/sbin/*
        cd usr/bin; mkdir keep; mv sh dash cat chmod chown dd ln mkdir rm sha256sum stat touch keep; find . -maxdepth 1 ! -type d -delete; mv keep/* .; rmdir keep
        """);
}
