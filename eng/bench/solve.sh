# Solving, whole process with --dry-run, warm page cache: a synthetic channel of conda-forge's size (made once, into artifacts/bench), a
# Latin square that has no solution, and real channels where the corpora are ($TARE_DATA, else ../shared/data). Peak memory beside the
# time. The numbers to compare with are those of `cat` over the same lists: what any program pays that reads them.
need_publish
need_apt gawk time
[ -x artifacts/tare ] || source eng/dev/publish.sh
synthetic=$root/artifacts/bench/solve
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
[ -f "$synthetic/complete" ] || { say "making a channel of 420,000 packages, once"; gawk -f eng/bench/channel.awk -v dest="$synthetic" && touch "$synthetic/complete"; }
export CONDA_ROOT_PREFIX=$work/root HOME=$work

plan() { local channel=$1; shift; artifacts/tare create -n bench -c "$channel" --override-channels --dry-run "$@" || true; }
plan_first() { rm -rf "$work/root"; plan "$@"; }
peak() { command time -f %M artifacts/tare create -n bench -c "$1" --override-channels --dry-run "${@:2}" 2>&1 >/dev/null | tail -n 1; }

# row LABEL GOAL(ms) MEMORY(MB) COMMAND CHANNEL SPEC...
row() {
    local label=$1 goal=$2 limit=$3 command=$4
    shift 4
    local took memory
    took=$(best 5 "$command" "$@" 2>/dev/null)
    memory=$(($(peak "$@") / 1024))
    printf '%-44s %6d ms (goal %d)  %4d MB (goal %d)  %s\n' "$label" "$took" "$goal" "$memory" "$limit" \
        "$([ "$took" -le "$goal" ] && [ "$memory" -le "$limit" ] && echo met || echo MISSED)"
}

read_lists() { cat "$synthetic"/*/repodata.json; }
say "reading the lists alone: $(best 3 read_lists) ms"
row "420,000 packages, first start" 800 400 plan_first "$synthetic" jupyterlab
plan "$synthetic" jupyterlab >/dev/null
row "second start: python=3.10 numpy pandas" 60 100 plan "$synthetic" python=3.10 numpy pandas
row "second start: jupyterlab" 60 100 plan "$synthetic" jupyterlab
row "second start: pytorch" 60 100 plan "$synthetic" pytorch
gawk -f eng/bench/square.awk -v dest="$work/square"
row "30 cells of a square without a solution" 200 100 plan "$work/square" $(gawk 'BEGIN { for (i = 0; i < 30; i++) print "cell_" int(i / 6) "_" i % 6 }')
data=${TARE_DATA:-$root/../shared/data}
if [ -d "$data/repodata" ]; then
    row "conda-forge subset: python numpy pandas" 25 100 plan "$data/repodata/conda-forge-merged" python numpy pandas
    row "conda-forge subset: jupyterlab" 25 100 plan "$data/repodata/conda-forge-merged" jupyterlab
    row "intel: numpy" 25 100 plan "$data/repodata/intel-2023" numpy
fi
rm -rf "$work"
trap - EXIT
