# Solving, whole process with --dry-run, warm page cache: a synthetic channel of conda-forge's size (made once, into artifacts/bench, by the
# generator of the corpora where there is one), a Latin square that has no solution, and real channels where the corpora are ($TARE_DATA,
# else ../shared/data). Peak memory beside the time. Beside it `cat` over the same lists, what any program pays that reads them, and
# rattler (npm's @conda-org/rattler in a warm process, lists already in its memory), where npm has it.
need_publish
need_apt gawk time
[ -x artifacts/tare ] || source eng/dev/publish.sh
data=${TARE_DATA:-$root/../shared/data}
generator=$data/../tools/gen_repodata.py
synthetic=$root/artifacts/bench/solve$([ -f "$generator" ] && echo -shared || true)
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
if [ ! -f "$synthetic/complete" ]; then
    say "making a channel of 420,000 packages, once"
    if [ -f "$generator" ]; then python3 "$generator" "$synthetic" 300000 120000; else gawk -f eng/bench/channel.awk -v dest="$synthetic"; fi
    touch "$synthetic/complete"
fi
export CONDA_ROOT_PREFIX=$work/root HOME=$work

plan() { local channel=$1; shift; artifacts/tare create -n bench -c "$channel" --override-channels --dry-run "$@" || true; }
plan_first() { rm -rf "$work/root"; plan "$@"; }
# A request without a solution ends with 1, which is no failure of the benchmark.
peak() { { command time -f %M artifacts/tare create -n bench -c "$1" --override-channels --dry-run "${@:2}" 2>&1 >/dev/null || true; } | tail -n 1; }

# row LABEL GOAL(ms) MEMORY(MB) COMMAND CHANNEL SPEC...
row() {
    local label=$1 goal=$2 limit=$3 command=$4
    shift 4
    local took memory
    took=$(best 5 "$command" "$@" 2>/dev/null)
    if [ "$command" = plan_first ]; then rm -rf "$work/root"; fi
    memory=$(($(peak "$@") / 1024))
    printf '%-44s %6d ms (goal %d)  %4d MB (goal %d)  %s\n' "$label" "$took" "$goal" "$memory" "$limit" \
        "$([ "$took" -le "$goal" ] && [ "$memory" -le "$limit" ] && echo met || echo MISSED)"
}

# rattler FOLDER CHANNEL SPEC...: what it takes for the second of two equal questions, in milliseconds.
peer=$root/artifacts/peers/rattler
rattler() {
    local folder=$1 channel=$2
    shift 2
    gawk -v folder="$folder" -v channel="$channel" -v specs="$*" 'BEGIN {
        n = split(specs, spec, " "); for (i = 1; i <= n; i++) list = list (i > 1 ? "," : "") "\"" spec[i] "\""
        question = "{\"channel\":\"" channel "\",\"subdirs\":[\"linux-64\",\"noarch\"],\"specs\":[" list "]}"
        print "{\"root\":\"" folder "\",\"virtual\":[{\"name\":\"__unix\",\"version\":\"0\",\"build\":\"0\"},{\"name\":\"__linux\",\"version\":\"6.1\",\"build\":\"0\"},{\"name\":\"__glibc\",\"version\":\"2.35\",\"build\":\"0\"}],\"questions\":[" question "," question "]}"
    }' >"$work/questions.json"
    local took
    took=$(cd "$peer" && node "$root/eng/peers/rattler.cjs" "$work/questions.json" 2>/dev/null | tail -n 1 | grep -o '"ms":[0-9]*' | cut -d: -f2) || true
    printf '%-44s %s\n' "  rattler, warm: $channel: ${1}$([ $# -gt 1 ] && echo " and $(($# - 1)) more")" "$([ -n "$took" ] && printf '%6d ms' "$took" || echo 'ends without an answer')"
}
has_rattler() { [ -d "$peer/node_modules/@conda-org/rattler" ] || { mkdir -p "$peer" && npm install --no-audit --no-fund --prefix "$peer" @conda-org/rattler@0.3.5 >/dev/null 2>&1; }; }

read_lists() { cat "$synthetic"/*/repodata.json; }
say "reading the lists alone: $(best 3 read_lists) ms"
row "420,000 packages, first start" 800 400 plan_first "$synthetic" jupyterlab
plan "$synthetic" jupyterlab >/dev/null
row "second start: python=3.10 numpy pandas" 60 100 plan "$synthetic" python=3.10 numpy pandas
row "second start: jupyterlab" 60 100 plan "$synthetic" jupyterlab
row "second start: pytorch" 60 100 plan "$synthetic" pytorch
gawk -f eng/bench/square.awk -v dest="$work/square"
row "30 cells of a square without a solution" 200 100 plan "$work/square" $(gawk 'BEGIN { for (i = 0; i < 30; i++) print "cell_" int(i / 6) "_" i % 6 }')
if [ -d "$data/repodata" ]; then
    row "conda-forge subset: python numpy pandas" 25 100 plan "$data/repodata/conda-forge-merged" python numpy pandas
    row "conda-forge subset: jupyterlab" 25 100 plan "$data/repodata/conda-forge-merged" jupyterlab
    row "intel: numpy" 25 100 plan "$data/repodata/intel-2023" numpy
fi
if has_rattler; then
    rattler "$(dirname "$synthetic")" "$(basename "$synthetic")" jupyterlab
    rattler "$work" square $(gawk 'BEGIN { for (i = 0; i < 30; i++) print "cell_" int(i / 6) "_" i % 6 }')
    if [ -d "$data/repodata" ]; then
        rattler "$data/repodata" conda-forge-merged python numpy pandas
        rattler "$data/repodata" conda-forge-merged jupyterlab
        rattler "$data/repodata" intel-2023 numpy
    fi
else
    say "npm does not give @conda-org/rattler here: no peer beside the numbers above"
fi
rm -rf "$work"
trap - EXIT
