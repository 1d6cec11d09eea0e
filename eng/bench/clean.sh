# tare clean against find and rm, in one run, in pairs one after the other: every pair sees the same machine. Prints the median of the
# ratios. Each removal works on a folder of its own; on a disk nothing is made while another thing is being removed, because a file
# system may refuse to use inodes again for a while.
bench_clean() (
need_publish
need_apt python3
[ -x artifacts/tare ] || source eng/dev/publish.sh
tare=$PWD/artifacts/tare
rounds=${ROUNDS:-7}
memory=$(mktemp -d /dev/shm/tare-bench.XXXXXX)
disk=$(mktemp -d "${BENCH_DISK:-/var/tmp}/tare-bench.XXXXXX")
trap 'rm -rf "$memory" "$disk"' EXIT
export HOME=$memory/home
mkdir -p "$HOME"

# root PACKAGES FILES SIZE FOLDER: a conda root with one package cache, nothing of it in use.
root() {
    python3 - "$@" <<'PY'
import os, sys
packages, files, size, root = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
data = b"x" * size
for folder in ("conda-meta", "envs", "pkgs/cache", "pkgs/.logs"):
    os.makedirs(f"{root}/{folder}")
open(f"{root}/conda-meta/history", "w").write("==> 2026-01-01 00:00:00 <==\n")
open(f"{root}/pkgs/urls.txt", "w").close()
for p in range(packages):
    name = f"package{p}-1.0-0"
    os.makedirs(f"{root}/pkgs/{name}/info")
    open(f"{root}/pkgs/{name}/info/index.json", "w").write("{}")
    for f in range(files):
        folder = f"{root}/pkgs/{name}/lib/{f // 20}"
        if f % 20 == 0:
            os.makedirs(folder)
        with open(f"{folder}/module{f}.py", "wb") as file:
            file.write(data)
PY
}

milliseconds() { # runs the command and prints how long it took
    local begin end
    begin=$(date +%s%N)
    "$@" >/dev/null 2>&1
    end=$(date +%s%N)
    echo "$(((end - begin) / 1000))" | awk '{ printf "%.2f", $1 / 1000 }'
}

report() { # report WHAT GOAL < lines of "ours theirs"
    awk -v what="$1" -v goal="$2" '{ ratio[NR] = $1 / $2; ours[NR] = $1; theirs[NR] = $2 }
        END { n = asort(ratio); asort(ours); asort(theirs); m = int((n + 1) / 2)
              printf "%-52s %5.2f   (goal %s; medians %.0f ms, %.0f ms)\n", what, ratio[m], goal, ours[m], theirs[m] }'
}
need_apt gawk

for ((i = 0; i < 3 * rounds; i++)); do
    echo "$(milliseconds "$tare" --version) $(milliseconds /bin/true)"
done | awk '{ d[NR] = $1 - $2 } END { n = asort(d); printf "%-52s %5.1f ms (goal <= 10 ms)\n", "start, over /bin/true", d[int((n + 1) / 2)] }'

root 200 1000 100 "$memory/scan"
for ((i = 0; i < rounds; i++)); do
    echo "$(milliseconds "$tare" clean -a --dry-run --root-prefix "$memory/scan") $(milliseconds find "$memory/scan" -printf '%s\n')"
done | report "clean -a --dry-run, 200,000 files / find -printf %s" 0.55
rm -rf "$memory/scan"

removal() { # removal HOW FOLDER SIZE: pairs of removals of the same 40,000 files
    local how=$1 folder=$2 size=$3 i
    for ((i = 0; i < rounds; i++)); do
        root 200 200 "$size" "$folder/a$i"
        root 200 200 "$size" "$folder/b$i"
    done
    sync -f "$folder"
    for ((i = 0; i < rounds; i++)); do
        echo "$(milliseconds "$how" "$folder/a$i") $(milliseconds rm -rf "$folder/b$i/pkgs")"
    done
}

clean() { "$tare" clean -a -y --root-prefix "$1"; }
calls() { "$memory/calls" "$1/pkgs"; }
gcc -O2 -pthread -o "$memory/calls" eng/bench/calls.c

removal clean "$memory" 2000 | report "clean -a -y, 40,000 files, memory / rm -rf" 0.60
rm -rf "$memory"/[ab]*
removal calls "$memory" 2000 | report "the same calls from C, and nothing else / rm -rf" "none, what can be had here"
rm -rf "$memory"/[ab]*
removal clean "$disk" 3000 | report "clean -a -y, 40,000 files, $(stat -f -c %T "$disk") / rm -rf" 0.40

root 1000 1000 1 "$memory/million"
"$tare" clean -a -y --root-prefix "$memory/million" >/dev/null 2>&1 &
peak=0
while [ -r "/proc/$!/status" ] && now=$(awk '/VmHWM/ { print $2 }' "/proc/$!/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now
    sleep 0.02
done
wait
printf '%-52s %5.0f MB (goal <= 300 MB)\n' "clean -a -y, 1,000,000 files, peak memory" "$((peak / 1000))"
)
bench_clean
