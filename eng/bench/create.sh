# tare create against cp -al of the same files (warm: unpacked in the cache) and against zstd -dc | tar x of the same packages one after
# another (cold: archives in the channel, cache empty); tare run and tare list against true. All in memory, in one run.
need_publish
[ -x artifacts/tare ] || source eng/dev/publish.sh
source eng/bench/packages.bash
bench_create() (
tare=$PWD/artifacts/tare
rounds=${ROUNDS:-7}
work=$(mktemp -d /dev/shm/tare-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home CONDA_ROOT_PREFIX=$work/root
mkdir -p "$HOME"

make_channel() {
    local package file separator=
    mkdir -p "$work/channel/linux-64" "$work/channel/noarch"
    cp "$packages"/*.conda "$work/channel/linux-64"
    printf '{"info": {"subdir": "noarch"}, "packages": {}, "packages.conda": {}, "repodata_version": 1}' >"$work/channel/noarch/repodata.json"
    for package in "$packages"/*.conda; do
        file=$(basename "$package")
        printf '%s"%s": {"name": "%s", "version": "1.0", "build": "0", "build_number": 0, "depends": [], "subdir": "linux-64", "sha256": "%s", "size": %d}' \
            "$separator" "$file" "${file%-1.0-0.conda}" "$(sha256sum "$package" | cut -d ' ' -f 1)" "$(stat -c %s "$package")"
        separator=,
    done | { printf '{"info": {"subdir": "linux-64"}, "packages": {}, "packages.conda": {'; cat; printf '}, "repodata_version": 1}'; } >"$work/channel/linux-64/repodata.json"
}

make_channel
names=(bench-part{0..11})
create() { "$tare" create -p "$work/env" --platform linux-64 -c "file://$work/channel" --override-channels -y -q "${names[@]}"; }
copy() { cp -al "$work/first" "$work/env"; }
cold=$(best_fresh "$rounds" "$work/env $work/root/pkgs" create)
unpacked=$(best_fresh "$rounds" "$work/plain" unpack_with_tar "$work/plain")
rm -rf "$work/plain"
mv "$work/env" "$work/first"
warm=$(best_fresh "$rounds" "$work/env" create)
copied=$(best_fresh "$rounds" "$work/env" copy)
say "$(find "$work/first" -type f | wc -l) files"
ratio "create, cold cache" "$cold" "$unpacked" 0.75
ratio "create, warm cache" "$warm" "$copied" 0.9

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
