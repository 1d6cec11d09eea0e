# Unpacking twelve packages, every file hashed and checked, whole process: .conda against `zstd -dc | tar x` one after another,
# .tar.bz2 against `bzip2 -dc` alone. Each run writes into a new folder.
need_publish
[ -x artifacts/tare ] || source eng/dev/publish.sh
source eng/bench/packages.bash
bench_extract() (
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
unpack_with_tare() { artifacts/tare package extract "$packages"/*"$1" -o "$work/out"; }
decode_with_bzip2() { for package in "$packages"/*.tar.bz2; do bzip2 -dc "$package"; done; }

ratio "extract 12 .conda" "$(best_fresh 5 "$work/out" unpack_with_tare .conda)" "$(best_fresh 5 "$work/out" unpack_with_tar "$work/out")" 0.65
ratio "extract 12 .tar.bz2" "$(best_fresh 3 "$work/out" unpack_with_tare .tar.bz2)" "$(best 3 decode_with_bzip2)" 0.50
)
bench_extract
