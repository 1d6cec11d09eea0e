"""Layers for eng/bench/image.sh: `roots A.tar B.tar` are two conda roots with their package caches, `entries A.tar` a million small files."""
import io
import json
import random
import sys
import tarfile

R = random.Random(7)
WORDS = [bytes(R.choices(b"abcdefghijklmnopqrstuvwxyz_(). \n", k=R.randint(3, 12))) for _ in range(4000)]


def blob(size):
    """Half text, half machine code: about as compressible as a conda package."""
    text = b"".join(R.choices(WORDS, k=size // 16))[: size // 2]
    return text + R.randbytes(max(0, size - len(text)))


def add(tar, name, data=None, link=None):
    info = tarfile.TarInfo(name)
    info.mtime = 1700000000
    if link:
        info.type, info.linkname = tarfile.LNKTYPE, link
    else:
        info.size = len(data)
    tar.addfile(info, None if link else io.BytesIO(data))


def root(path, number):
    prefix = f"opt/conda{number}"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        for p in range(100):
            dist, files = f"pkg{number}{p:03d}-1.0-0", []
            add(tar, f"{prefix}/pkgs/{dist}.conda", R.randbytes(700000))
            add(tar, f"{prefix}/pkgs/{dist}/info/index.json", b"{}")
            for f in range(60):
                name = f"lib/python3.12/site-packages/p{p}/m{f}.py"
                files.append(name)
                add(tar, f"{prefix}/{name}", blob(R.randint(2000, 110000)))
                add(tar, f"{prefix}/pkgs/{dist}/{name}", link=f"{prefix}/{name}")
            record = dict(name=dist[:-6], version="1.0", build="0", channel="conda-forge", files=files)
            add(tar, f"{prefix}/conda-meta/{dist}.json", json.dumps(record).encode())


def entries(path):
    """Headers by hand: tarfile takes a minute for as many."""
    with open(path, "wb", 1 << 20) as tar:
        for number in range(1_000_000):
            cached = b"pkgs/big-1.0-0/" if number % 2 else b""
            name = b"opt/conda/%slib/d%04d/file%07d" % (cached, number // 500, number)
            header = bytearray(name.ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"%011o\0" % 5 + b"14524567000\0" + b" " * 8 + b"0" + b"\0" * 100
                               + b"ustar\00000" + b"\0" * 247)
            header[148:156] = b"%06o\0 " % sum(header)
            tar.write(header + b"data\n" + b"\0" * 507)
        info = tarfile.TarInfo("opt/conda/pkgs/big-1.0-0/info/index.json")
        info.size = 2
        tar.write(info.tobuf() + b"{}".ljust(512, b"\0") + b"\0" * 1024)


if sys.argv[1] == "roots":
    for number, path in enumerate(sys.argv[2:], 1):
        root(path, number)
else:
    entries(sys.argv[2])
