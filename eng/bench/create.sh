# tare create against cp -al of the same files (warm: unpacked in the cache) and against zstd -dc | tar x of the same packages one after
# another (cold: archives in the channel, cache empty); tare run and tare list against true. All in memory, in one run.
bench_create() (
need_publish
need_apt python3 zstd
[ -x artifacts/tare ] || source eng/dev/publish.sh
tare=$PWD/artifacts/tare
rounds=${ROUNDS:-7}
work=$(mktemp -d /dev/shm/tare-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home CONDA_ROOT_PREFIX=$work/root
mkdir -p "$HOME" "$work/plain"

# 12 packages with 9,000 files of real sizes: most of a few kB, some large; text that compresses as text does. Made once.
make_channel() {
python3 - "$1" <<'PY'
import hashlib, json, os, random, subprocess, sys, zipfile
channel = sys.argv[1]
random.seed(5)
words = [bytes(random.choices(range(97, 123), k=random.randint(2, 9))) for _ in range(4000)]
os.makedirs(f"{channel}/linux-64"); os.makedirs(f"{channel}/noarch")
records = {}
sha = lambda data: hashlib.sha256(data).hexdigest()
for p in range(12):
    name, tree, paths = f"part{p}", f"{channel}/tree{p}", []
    for f in range(750):
        size = min(int(random.lognormvariate(8.3, 1.5)), 2_000_000)
        data = bytearray()
        while len(data) < size:
            data += b" ".join(random.choices(words, k=200)) + b"\n"
        data = bytes(data[:size])
        path = f"lib/{name}/module{f // 25}/file{f}.py"
        os.makedirs(os.path.dirname(f"{tree}/{path}"), exist_ok=True)
        open(f"{tree}/{path}", "wb").write(data)
        paths.append({"_path": path, "path_type": "hardlink", "sha256": sha(data), "size_in_bytes": size})
    os.makedirs(f"{tree}/info")
    index = {"name": name, "version": "1.0", "build": "0", "build_number": 0, "depends": [], "subdir": "linux-64", "license": "MIT", "timestamp": 1700000000000}
    json.dump(index, open(f"{tree}/info/index.json", "w"))
    json.dump({"paths": paths, "paths_version": 1}, open(f"{tree}/info/paths.json", "w"))
    stem = f"{name}-1.0-0"
    for part, folder in (("info", "info"), ("pkg", "lib")):
        subprocess.check_call(f"tar -C {tree} -cf - {folder} | zstd -q -f -16 -o {channel}/{part}-{stem}.tar.zst", shell=True)
    archive = f"{channel}/linux-64/{stem}.conda"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as z:
        z.writestr("metadata.json", '{"conda_pkg_format_version": 2}')
        for part in ("info", "pkg"):
            z.write(f"{channel}/{part}-{stem}.tar.zst", f"{part}-{stem}.tar.zst")
    data = open(archive, "rb").read()
    records[f"{stem}.conda"] = dict(index, sha256=sha(data), md5=hashlib.md5(data).hexdigest(), size=len(data))
    subprocess.check_call(["rm", "-r", tree])
for subdir, content in (("linux-64", records), ("noarch", {})):
    json.dump({"info": {"subdir": subdir}, "packages": {}, "packages.conda": content, "repodata_version": 1}, open(f"{channel}/{subdir}/repodata.json", "w"))
PY
}
made=$PWD/artifacts/bench/create
[ -f "$made/complete" ] || { rm -rf "$made" && mkdir -p "$made" && make_channel "$made/channel" && touch "$made/complete"; }
cp -r "$made/channel" "$work/channel"
names=(part{0..11})
create() { "$tare" create -p "$work/env" --platform linux-64 -c "file://$work/channel" --override-channels -y -q "${names[@]}"; }
copy() { cp -al "$work/first" "$work/env"; }
unpack() { for archive in "$work"/channel/*.tar.zst; do zstd -dc -q "$archive" | tar -x -C "$work/plain"; done; }

best_fresh() { # best_fresh WHAT-TO-REMOVE COMMAND: the shortest of the rounds, each from a clean slate
    local shortest=0 start took
    for ((run = 0; run < rounds; run++)); do
        rm -rf ${1}
        mkdir -p "$work/plain"
        start=${EPOCHREALTIME/./}
        "$2" >/dev/null
        took=$((${EPOCHREALTIME/./} - start))
        if [ "$shortest" -eq 0 ] || [ "$took" -lt "$shortest" ]; then shortest=$took; fi
    done
    echo $(((shortest + 500) / 1000))
}
cold=$(best_fresh "$work/env $work/root/pkgs" create)
unpacked=$(best_fresh "$work/plain" unpack)
mv "$work/env" "$work/first"
warm=$(best_fresh "$work/env" create)
copied=$(best_fresh "$work/env" copy)
ratio "create, cold, 9,000 files" "$cold" "$unpacked" 0.75
ratio "create, warm, 9,000 files" "$warm" "$copied" 0.9

milliseconds() { local start=${EPOCHREALTIME/./}; "$@" >/dev/null; echo $((${EPOCHREALTIME/./} - start)); }
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
plain=$(for ((i = 0; i < 21; i++)); do milliseconds /bin/true; done | median)
ran=$(for ((i = 0; i < 21; i++)); do milliseconds "$tare" run -p "$work/first" true; done | median)
listed=$(for ((i = 0; i < 21; i++)); do milliseconds "$tare" list -p "$work/first"; done | median)
awk -v ran="$ran" -v plain="$plain" -v listed="$listed" 'BEGIN {
    printf "%-34s %7.1f ms over true           goal <= 15 ms\n", "tare run true", (ran - plain) / 1000
    printf "%-34s %7.1f ms                     goal <= 10 ms\n", "tare list", listed / 1000 }'
)
bench_create
