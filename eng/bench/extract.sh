# Unpacking twelve packages, every file hashed and checked, whole process: .conda against `zstd -dc | tar x` one after another,
# .tar.bz2 against `bzip2 -dc` alone. The packages are cut from files that this machine has, once, into artifacts/bench.
need_publish
need_apt zstd bzip2 tar unzip
[ -x artifacts/tare ] || source eng/dev/publish.sh
packages=$root/artifacts/bench/extract
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT

make_packages() {
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
}

unpack_with_tare() { rm -rf "$work/out" && artifacts/tare package extract "$packages"/*"$1" -o "$work/out"; }

unpack_with_tar() {
    rm -rf "$work/out"
    for package in "$packages"/*.conda; do
        local name out
        name=$(basename "$package" .conda)
        out=$work/out/$name
        mkdir -p "$out"
        zstd -dc "$packages/parts/pkg-$name.tar.zst" | tar -x -C "$out"
        zstd -dc "$packages/parts/info-$name.tar.zst" | tar -x -C "$out"
    done
}

decode_with_bzip2() { for package in "$packages"/*.tar.bz2; do bzip2 -dc "$package"; done; }

[ -f "$packages/complete" ] || { make_packages && touch "$packages/complete"; }
say "$(find "$packages" -name '*.conda' | wc -l) packages, $(du -cm "$packages"/*.conda | tail -1 | cut -f1) MiB as .conda"
ratio "extract 12 .conda" "$(best 5 unpack_with_tare .conda)" "$(best 5 unpack_with_tar)" 0.65
ratio "extract 12 .tar.bz2" "$(best 3 unpack_with_tare .tar.bz2)" "$(best 3 decode_with_bzip2)" 0.50
rm -rf "$work"
trap - EXIT
