# Inspect and slim against what a user would pick: gzip -dc of the layers one after another, and tar | pigz of what changes.
# One image of a conda root with its package cache: about 1 GB of files in two large layers and a deleting one.
need_publish
need_apt skopeo umoci pigz python3 time
[ -x artifacts/tare ] || source eng/dev/publish.sh
work=$(mktemp -d /dev/shm/tare-bench-image.XXXXXX)
trap 'rm -rf "$work"' EXIT
tare=$PWD/artifacts/tare

python3 - "$work" <<'PYTHON'
import os, random, sys, tarfile, io, json
work = sys.argv[1]; R = random.Random(7)
words = [bytes(R.choices(b"abcdefghijklmnopqrstuvwxyz_(). \n", k=R.randint(3, 12))) for _ in range(4000)]
def blob(size):  # half text, half machine code: about as compressible as a conda package
    text = b"".join(R.choices(words, k=size // 16))[: size // 2]
    return text + R.randbytes(max(0, size - len(text)))
def entry(tar, name, data=None, link=None):
    info = tarfile.TarInfo(name); info.mtime = 1700000000
    if link: info.type, info.linkname = tarfile.LNKTYPE, link
    else: info.size = len(data)
    tar.addfile(info, None if link else io.BytesIO(data))
for number in (1, 2):
    with tarfile.open(f"{work}/layer{number}.tar", "w", format=tarfile.PAX_FORMAT) as tar:
        root = f"opt/conda{number}"
        for p in range(100):
            dist = f"pkg{number}{p:03d}-1.0-0"; files = []
            entry(tar, f"{root}/pkgs/{dist}.conda", R.randbytes(700000))
            entry(tar, f"{root}/pkgs/{dist}/info/index.json", b"{}")
            for f in range(60):
                path = f"lib/python3.12/site-packages/p{p}/m{f}.py"; files.append(path)
                entry(tar, f"{root}/{path}", blob(R.randint(2000, 110000)))
                entry(tar, f"{root}/pkgs/{dist}/{path}", link=f"{root}/{path}")
            entry(tar, f"{root}/conda-meta/{dist}.json", json.dumps(dict(name=dist[:-6], version="1.0", build="0", channel="conda-forge", files=files)).encode())
PYTHON
umoci init --layout "$work/fat" 2>/dev/null && umoci new --image "$work/fat:1" 2>/dev/null
for number in 1 2; do umoci raw add-layer --image "$work/fat:1" "$work/layer$number.tar" 2>/dev/null; done
rm "$work"/layer?.tar
layers=$(python3 -c "
import json; index = json.load(open('$work/fat/index.json'))
print(*('$work/fat/blobs/sha256/' + l['digest'][7:] for l in json.load(open('$work/fat/blobs/sha256/' + index['manifests'][0]['digest'][7:]))['layers']))")
decompress() { for layer in $layers; do gzip -dc "$layer" >/dev/null; done; }
mkdir "$work/tree" && for layer in $layers; do tar -xzf "$layer" -C "$work/tree"; done
rm -rf "$work"/tree/opt/conda?/pkgs
repack() { tar --sort=name -cf - -C "$work/tree" . | pigz -p2 -6 >/dev/null; }

slim() { rm -rf "$work/slim"; "$tare" image slim "oci:$work/fat:1" -o "oci:$work/slim:1" -q; }
memory() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }

gzip_time=$(best 3 decompress)
pack_time=$(best 2 repack)
inspect_time=$(best 3 "$tare" image inspect "oci:$work/fat:1" --json)
slim_time=$(best 2 slim)
ratio "inspect, gzip -dc of the layers" "$inspect_time" "$gzip_time" 0.7
ratio "slim, inspect + 0.55 tar|pigz" "$slim_time" $((inspect_time + pack_time * 55 / 100)) 1.0
echo "inspect: $(($(memory "$tare" image inspect "oci:$work/fat:1" --json) / 1024)) MB at most, goal 200 MB"
rm -rf "$work/slim"
echo "slim: $(($(memory "$tare" image slim "oci:$work/fat:1" -o "oci:$work/slim:1" -q) / 1024)) MB at most"
for other in dive crane; do command -v "$other" >/dev/null || say "$other is not here"; done
rm -rf "$work"
