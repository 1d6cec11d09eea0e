# Twelve packages cut from files that this machine has, as .conda and .tar.bz2, made once into artifacts/bench/extract: what unpacking and
# creating are measured with. Sourced by the benchmarks that need them; sets `packages`.
need_apt zstd bzip2 tar unzip
packages=$root/artifacts/bench/extract

make_packages() (
    local work
    work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    say "making twelve packages of up to 196 MiB together; this takes a minute or two, once"
    rm -rf "$packages" && mkdir -p "$packages"
    # Neighbours of 64 names from all over the list, so that folders, sizes and kinds are those of real software.
    find /usr/lib /usr/share -xdev -type f -size -3M -readable -printf '%s %p\n' 2>/dev/null | LC_ALL=C sort -k2 >"$work/all"
    awk -v step="$(($(wc -l <"$work/all") / 9000))" 'step < 2 || int(NR / 64) % step == 0' "$work/all" |
        awk '{ sum += $1; if (sum > 196 * 1048576 || NR > 9000) exit; print }' >"$work/chosen"
    awk -v all="$(awk '{ sum += $1 } END { print sum + 1 }' "$work/chosen")" '{ print int(sum * 12 / all), $2; sum += $1 }' "$work/chosen" >"$work/list"
    say "$(wc -l <"$work/list") files, $(awk '{ sum += $1 } END { print int(sum / 1048576) }' "$work/chosen") MiB"
    for part in $(seq 0 11); do
        local folder=$work/part-$part name=bench-part$part-1.0-0
        mkdir -p "$folder/info"
        awk -v part="$part" '$1 == part { print $2 }' "$work/list" | tar -c -P -T - 2>/dev/null | tar -x -C "$folder" 2>/dev/null
        printf '{"build": "0", "build_number": 0, "depends": [], "name": "bench-part%s", "subdir": "linux-64", "version": "1.0"}\n' "$part" >"$folder/info/index.json"
        artifacts/tare package create "$folder" -o "$packages/$name.conda" --level 16 2>/dev/null
        artifacts/tare package create "$folder" -o "$packages/$name.tar.bz2" 2>/dev/null
        unzip -q -o "$packages/$name.conda" '*.tar.zst' -d "$packages/parts"
        rm -rf "$folder"
    done
)

# The time of `zstd -dc` piped into `tar x` of all of them, one after another, is what a user would pay by hand.
unpack_with_tar() {
    for package in "$packages"/*.conda; do
        local name out
        name=$(basename "$package" .conda)
        out=$1/$name
        mkdir -p "$out"
        zstd -dc "$packages/parts/pkg-$name.tar.zst" | tar -x -C "$out"
        zstd -dc "$packages/parts/info-$name.tar.zst" | tar -x -C "$out"
    done
}

[ -f "$packages/complete" ] || { make_packages && touch "$packages/complete"; }
say "$(find "$packages" -name '*.conda' | wc -l) packages, $(du -cm "$packages"/*.conda | tail -1 | cut -f1) MiB as .conda"
