# tare image build against what a user would pick: create the environment, tar it, gzip it. The environment is real (Python, numpy,
# pandas: 35 packages of the Debian channel, 120 MB) with one small package of ours that gets a new version. All in memory, in one run.
bench_build() (
need_publish
need_apt pigz umoci docker-registry time python3 patchelf
[ -x artifacts/tare ] || source eng/dev/publish.sh
tare=$PWD/artifacts/tare
rounds=${ROUNDS:-5}
dotnet build tests/Tare.Testing.Tool -c Release -v quiet -nologo -clp:NoSummary >artifacts/bench.log 2>&1 || { cat artifacts/bench.log; exit 1; }
channel=$(artifacts/bin/Tare.Testing.Tool/release/tare-testbed channel pandas)
work=$(mktemp -d /dev/shm/tare-bench-build.XXXXXX)
registry=
trap '[ -z "$registry" ] || kill "$registry"; rm -rf "$work"' EXIT
export HOME=$work/home XDG_CACHE_HOME=$work/cache CONDA_ROOT_PREFIX=$work/root CONDA_PKGS_DIRS=$work/pkgs TMPDIR=$work/tmp
mkdir -p "$HOME" "$TMPDIR" "$work/own/noarch" "$work/base"

python3 - "$work/own/noarch" <<'PY'
import hashlib, io, json, sys, tarfile
records = {}
for version in ("1.0", "1.1"):
    index = dict(name="app", version=version, build="0", build_number=0, depends=["python"], subdir="noarch", noarch="generic", license="MIT", timestamp=1700000000000)
    files = {f"share/app/{i}.txt": f"{version} {i}\n".encode() * 2000 for i in range(20)}
    paths = [dict(_path=p, path_type="hardlink", sha256=hashlib.sha256(d).hexdigest(), size_in_bytes=len(d)) for p, d in sorted(files.items())]
    info = {"info/index.json": json.dumps(index).encode(), "info/paths.json": json.dumps(dict(paths=paths, paths_version=1)).encode()}
    name = f"app-{version}-0.tar.bz2"
    with tarfile.open(f"{sys.argv[1]}/{name}", "w:bz2") as tar:
        for path, data in {**info, **files}.items():
            entry = tarfile.TarInfo(path); entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    data = open(f"{sys.argv[1]}/{name}", "rb").read()
    records[name] = dict(index, sha256=hashlib.sha256(data).hexdigest(), md5=hashlib.md5(data).hexdigest(), size=len(data))
json.dump({"info": {"subdir": "noarch"}, "packages": records, "packages.conda": {}, "repodata_version": 1}, open(f"{sys.argv[1]}/repodata.json", "w"))
PY
# The base is this machine's C library and its loader, so that Python runs in it and modules are compiled.
dpkg -L libc6 | grep '\.so' | tar -C / -c -T - | tar -C "$work/base" -x
tar -C "$work/base" -cf "$work/base.tar" . && umoci init --layout "$work/layout" && umoci new --image "$work/layout:1" && umoci raw add-layer --image "$work/layout:1" "$work/base.tar" 2>/dev/null

names=(python numpy pandas --override-channels -c "file://$channel" -c "file://$work/own")
build() { "$tare" image build "app=$1" "${names[@]}" -n lab --base "oci:$work/layout:1" -t lab:1 -q "${@:2}" 2>/dev/null; }
create() { "$tare" create -p "$work/env" -y -q "app=1.0" "${names[@]}" 2>/dev/null; }
pack() { tar --sort=name -C "$work/env" -cf - . | gzip -6 >"$work/env.tar.gz"; }
by_hand() { rm -rf "$work/pkgs" "$work/env"; create; pack; }
cold() { rm -rf "$work/pkgs" "$work/cache" "$work/out"; build 1.0 -o "oci:$work/out"; }
anew() { rm -rf "$work/out"; build 1.0 -o "oci:$work/out" --no-layer-cache --no-bytecode; }
pigz_only() { tar --sort=name --exclude='*.pyc' -C "$work/env" -cf - . | pigz -p2 -6 >"$work/env.tar.gz"; }
changed() { rm -rf "$work/out"; for key in "$work"/cache/tare/layers/keys/*; do grep -q "$changed_blob" "$key" && rm "$key"; done; build 1.1 -o "oci:$work/out"; }

read -r first hand < <(best_pair "$rounds" cold by_hand)
read -r layers pigz < <(best_pair "$rounds" anew pigz_only)
changed_blob=$(build 1.1 -o "oci:$work/out" --json | sed -n '/"title": "app-1.1-0"/{n;s/.*"sha256:\(.*\)".*/\1/p}')
second=$(best "$rounds" changed)
ratio "cold, create + tar + gzip" "$first" "$hand" 0.33
ratio "layers written, tar | pigz -p2 -6" "$layers" "$pigz" 0.55
ratio "one package changed, by hand" "$second" "$hand" 0.05
rm -rf "$work/cache" "$work/out"
echo "memory: $(($(/usr/bin/time -f %M "$tare" image build app "${names[@]}" --base "oci:$work/layout:1" -t lab:1 -q -o "oci:$work/out" 2>&1 >/dev/null | tail -n 1) / 1024)) MB at most, goal 200 MB"

# What a registry gets: its log says which blobs and manifests were put, its folder how large they are.
port=$((20000 + RANDOM % 20000))
printf 'version: 0.1\nlog: {accesslog: {disabled: false}}\nstorage: {filesystem: {rootdirectory: %s/registry}}\nhttp: {addr: "127.0.0.1:%s"}\n' "$work" "$port" >"$work/registry.yml"
env -u REGISTRY_AUTH_FILE docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
registry=$!
for _ in {1..50}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
stored() { find "$work/registry" -name data -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
build 1.0 -o "docker://127.0.0.1:$port/lab:1" >/dev/null
before=$(stored) && seen=$(wc -l <"$work/registry.log")
build 1.1 -o "docker://127.0.0.1:$port/lab:2" --json >"$work/pushed.json"
own=$(sed -n '/"title": "app-1.1-0"/,/"size"/s/.*"size": \([0-9]*\).*/\1/p' "$work/pushed.json")
puts=$(tail -n +"$((seen + 1))" "$work/registry.log" | grep -cE '"PUT /v2/lab/(blobs|manifests)')
echo "pushed after one package changed: $(($(stored) - before)) bytes in $puts puts, $own of them its layer; the rest is history, configuration and manifest"
)
bench_build
