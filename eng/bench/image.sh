# Inspect, slim, copy and push against what a user would pick: gzip -dc of the layers one after another, tar | pigz of what changes,
# skopeo. One image of two conda roots with their package caches: about 1 GB of files in two large layers.
# PARTS="speed memory entries push" chooses; FOLDER keeps the image from run to run.
need_publish
need_apt skopeo umoci pigz python3 time docker-registry
[ -x artifacts/tare ] || source eng/dev/publish.sh
tare=$PWD/artifacts/tare
parts=${PARTS:-speed memory entries push}
work=${FOLDER:-$(mktemp -d /dev/shm/tare-bench-image.XXXXXX)}
registry=
trap '[ -z "$registry" ] || kill "$registry"; [ -n "${FOLDER:-}" ] || rm -rf "$work"' EXIT
mkdir -p "$work"

has() { [[ " $parts " == *" $1 "* ]]; }
memory() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1; }
held() { printf '%-34s %7d MB  goal %s MB  %s\n' "$1" $(($2 / 1024)) "$3" "$([ "$2" -le $(($3 * 1024)) ] && echo met || echo MISSED)"; }
# layout NAME TAR...: an image of these layers.
layout() {
    local image="$work/$1:1"
    umoci init --layout "$work/$1" 2>/dev/null && umoci new --image "$image" 2>/dev/null
    shift
    for tar in "$@"; do umoci raw add-layer --image "$image" "$tar" 2>/dev/null && rm "$tar"; done
}

if [ ! -d "$work/fat" ]; then
    python3 eng/bench/image.py roots "$work/layer1.tar" "$work/layer2.tar"
    layout fat "$work/layer1.tar" "$work/layer2.tar"
fi
layers=$(python3 -c "
import json; index = json.load(open('$work/fat/index.json'))
print(*('$work/fat/blobs/sha256/' + l['digest'][7:] for l in json.load(open('$work/fat/blobs/sha256/' + index['manifests'][0]['digest'][7:]))['layers']))")

slim() { rm -rf "$work/slim"; "$tare" image slim "oci:$work/fat:1" -o "oci:$work/slim:1" -q; }

if has speed; then
    decompress() { for layer in $layers; do gzip -dc "$layer" >/dev/null; done; }
    if [ ! -d "$work/tree" ]; then
        mkdir "$work/tree" && for layer in $layers; do tar -xzf "$layer" -C "$work/tree"; done
        rm -rf "$work"/tree/opt/conda?/pkgs
    fi
    repack() { tar --sort=name -cf - -C "$work/tree" . | pigz -p2 -6 >/dev/null; }
    gzip_time=$(best 2 decompress)
    inspect_time=$(best 3 "$tare" image inspect "oci:$work/fat:1" --json)
    pack_time=$(best 2 repack)
    slim_time=$(best 2 slim)
    ratio "inspect, gzip -dc of the layers" "$inspect_time" "$gzip_time" 0.7
    ratio "slim, inspect + 0.55 tar|pigz" "$slim_time" $((inspect_time + pack_time * 55 / 100)) 1.0
    copy() { rm -f "$work/copy.tar"; "$tare" image copy "oci:$work/fat:1" "oci-archive:$work/copy.tar" -q; }
    skopeo_copy() { rm -f "$work/copy.tar"; skopeo copy -q "oci:$work/fat:1" "oci-archive:$work/copy.tar"; }
    ratio "copy to an archive, skopeo" "$(best 2 copy)" "$(best 2 skopeo_copy)" 1.0
    rm -f "$work/copy.tar"
    for other in dive crane; do command -v "$other" >/dev/null || say "$other is not here"; done
fi

if has memory; then
    held "inspect, 1 GB" "$(memory "$tare" image inspect "oci:$work/fat:1" --json)" 200
    rm -rf "$work/slim"
    held "slim, 1 GB" "$(memory "$tare" image slim "oci:$work/fat:1" -o "oci:$work/slim:1" -q)" 200
    rm -rf "$work/slim"
    held "slim --squash-to 1, 1 GB" "$(memory "$tare" image slim "oci:$work/fat:1" -o "oci:$work/slim:1" --squash-to 1 -q)" 200
fi

if has entries; then
    if [ ! -d "$work/many" ]; then
        python3 eng/bench/image.py entries "$work/layer1.tar"
        layout many "$work/layer1.tar"
    fi
    held "inspect, 1,000,000 entries" "$(memory "$tare" image inspect "oci:$work/many:1" --json)" 300
    rm -rf "$work/slim"
    held "slim, 1,000,000 entries" "$(memory "$tare" image slim "oci:$work/many:1" -o "oci:$work/slim:1" -q)" 300
fi

if has push; then
    port=5077
    printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: "127.0.0.1:%s"}\nlog: {accesslog: {disabled: false}}\n' "$work/registry" "$port" >"$work/registry.yml"
    env -u REGISTRY_AUTH_FILE docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
    registry=$!
    for _ in $(seq 50); do (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
    "$tare" image copy "oci:$work/fat:1" "docker://127.0.0.1:$port/org/app:1" -q
    : >"$work/registry.log"
    push() { "$tare" image copy "oci:$work/fat:1" "docker://127.0.0.1:$port/org/app:2" -q; }
    skopeo_push() { skopeo copy -q --dest-tls-verify=false "oci:$work/fat:1" "docker://127.0.0.1:$port/org/app:3"; }
    push_time=$(best 3 push)
    echo "push of layers that the registry has: $(grep -cE '"(POST|PATCH|PUT) /v2/[^ ]*/blobs/' "$work/registry.log") requests that send a blob, goal 0"
    ratio "the same, skopeo" "$push_time" "$(best 3 skopeo_push)" 1.0
    kill "$registry"
    registry=
fi
[ -n "${FOLDER:-}" ] || rm -rf "$work"
