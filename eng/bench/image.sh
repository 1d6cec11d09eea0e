# Inspect, slim, copy and push against what a user would pick: gzip -dc of the layers one after another, tar | pigz of what changes,
# skopeo, dive and crane where they are. One image of two made-up conda roots with their package caches, about 1 GB in two large layers, half of it
# noise, and one of this machine's own programs and libraries.
# PARTS="speed copy memory entries push" and IMAGES="fat real" choose; FOLDER keeps the images from run to run.
need_publish
need_apt skopeo umoci pigz zstd python3 time docker-registry
[ -x artifacts/tare ] || source eng/dev/publish.sh
tare=$PWD/artifacts/tare
parts=${PARTS:-speed copy memory entries push}
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

# What a layer's files weigh most in real images: programs, libraries and modules of this machine, 300 MB of them, as a conda root
# whose package cache holds a fifth once more and an archive of that.
if [ ! -d "$work/real" ]; then
    prefix="$work/files/opt/conda"
    mkdir -p "$prefix/pkgs/part-1.0-0/info"
    find /usr/bin /usr/lib -xdev -type f -size -20M -printf '%s %p\n' | LC_ALL=C sort -k 2 |
        awk -v most=300000000 '(sum += $1) <= most { sub(/^[0-9]+ /, ""); print }' >"$work/list"
    tar -cf - -T "$work/list" 2>/dev/null | tar -xf - -C "$prefix"
    awk 'NR % 5 == 0' "$work/list" | tar -cf "$work/part.tar" -T - 2>/dev/null
    zstd -q --rm "$work/part.tar" -o "$prefix/pkgs/part-1.0-0.conda" && zstd -dc "$prefix/pkgs/part-1.0-0.conda" | tar -xf - -C "$prefix/pkgs/part-1.0-0"
    echo '{}' >"$prefix/pkgs/part-1.0-0/info/index.json"
    tar --sort=name -cf "$work/layer1.tar" -C "$work/files" opt && rm -rf "$work/files" "$work/list"
    layout real "$work/layer1.tar"
fi

blobs() {
    python3 -c "
import json; index = json.load(open('$work/$1/index.json'))
print(*('$work/$1/blobs/sha256/' + l['digest'][7:] for l in json.load(open('$work/$1/blobs/sha256/' + index['manifests'][0]['digest'][7:]))['layers']))"
}
slim() { rm -rf "$work/slim"; "$tare" image slim "oci:$work/$1:1" -o "oci:$work/slim:1" -q; }
decompress() { for layer in $(blobs "$1"); do gzip -dc "$layer" >/dev/null; done; }
repack() { tar --sort=name -cf - -C "$work/$1-tree" . | pigz -p2 -6 >/dev/null; }

# inspect_and_slim NAME: against the same image, and the tree of what stays of it.
inspect_and_slim() {
    local gzip_time inspect_time pack_time
    if [ ! -d "$work/$1-tree" ]; then
        mkdir "$work/$1-tree" && for layer in $(blobs "$1"); do tar -xzf "$layer" -C "$work/$1-tree"; done
        rm -rf "$work/$1-tree"/opt/conda*/pkgs
    fi
    gzip_time=$(best 2 decompress "$1")
    inspect_time=$(best 3 "$tare" image inspect "oci:$work/$1:1" --json)
    pack_time=$(best 2 repack "$1")
    ratio "$1: inspect, gzip -dc of layers" "$inspect_time" "$gzip_time" 0.7
    ratio "$1: slim, inspect + 0.55 tar|pigz" "$(best 2 slim "$1")" $((inspect_time + pack_time * 55 / 100)) 1.0
}

if has speed; then
    for image in ${IMAGES:-fat real}; do inspect_and_slim "$image"; done
fi

if has copy; then
    copy() { rm -f "$work/copy.tar"; "$tare" image copy "oci:$work/fat:1" "oci-archive:$work/copy.tar" -q; }
    skopeo_copy() { rm -f "$work/copy.tar"; skopeo copy -q "oci:$work/fat:1" "oci-archive:$work/copy.tar"; }
    ratio "copy to an archive, skopeo" "$(best 2 copy)" "$(best 2 skopeo_copy)" 1.0
    if command -v dive >/dev/null; then
        copy
        dive_analysis() { CI=true dive --source docker-archive "$work/copy.tar" --lowestEfficiency 0 --highestUserWastedPercent 1 || true; }
        ratio "inspect of an archive, dive" "$(best 2 "$tare" image inspect "$work/copy.tar" --json)" "$(best 1 dive_analysis)" 1.0
    else
        say "dive is not on PATH: not measured"
    fi
    rm -f "$work/copy.tar"
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
    if command -v crane >/dev/null; then
        crane_push() { crane push --insecure "$work/fat" "127.0.0.1:$port/org/app:4"; }
        ratio "the same, crane" "$push_time" "$(best 3 crane_push)" 1.0
    else
        say "crane is not on PATH: not measured"
    fi
    kill "$registry"
    registry=
fi
[ -n "${FOLDER:-}" ] || rm -rf "$work"
