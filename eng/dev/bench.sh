# ./dev bench NAME runs eng/bench/NAME.sh; without NAME, all of them. Each prints ratios against what a user would pick instead.
names=("$@")
[ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd eng/bench && ls ./*.sh | sed 's|^\./||; s|\.sh$||')

# best RUNS COMMAND...: the shortest of so many runs, in milliseconds; the command is a shell function or a program.
best() { best_fresh "$1" '' "${@:2}"; }

# best_fresh RUNS FOLDERS COMMAND...: the same, where the folders (words, removed before each run) are what the command makes.
best_fresh() {
    local runs=$1 folders=$2 shortest=0 start took
    shift 2
    for ((run = 0; run < runs; run++)); do
        rm -rf $folders
        start=${EPOCHREALTIME/./}
        "$@" >/dev/null
        took=$((${EPOCHREALTIME/./} - start))
        if [ "$shortest" -eq 0 ] || [ "$took" -lt "$shortest" ]; then shortest=$took; fi
    done
    echo $(((shortest + 500) / 1000))
}

# best_pair RUNS OURS THEIRS: the shortest of each, in turns, so that a machine that is slow for a while is so for both.
best_pair() {
    local ours theirs shortest_ours=0 shortest_theirs=0
    for ((pair = 0; pair < $1; pair++)); do
        theirs=$(best 1 "$3")
        ours=$(best 1 "$2")
        if [ "$pair" -eq 0 ] || [ "$ours" -lt "$shortest_ours" ]; then shortest_ours=$ours; fi
        if [ "$pair" -eq 0 ] || [ "$theirs" -lt "$shortest_theirs" ]; then shortest_theirs=$theirs; fi
    done
    echo "$shortest_ours $shortest_theirs"
}

# ratio LABEL OURS THEIRS GOAL: one line of a table, times in milliseconds.
ratio() {
    awk -v label="$1" -v ours="$2" -v theirs="$3" -v goal="$4" 'BEGIN {
        value = ours / theirs
        printf "%-34s %7d ms  against %7d ms  %5.2fx  goal %sx  %s\n", label, ours, theirs, value, goal, value <= goal ? "met" : "MISSED"
    }'
}

for name in "${names[@]}"; do
    [ -f "eng/bench/$name.sh" ] || { echo "error: there is no benchmark $name in eng/bench" >&2; exit 2; }
    say "bench $name"
    source "eng/bench/$name.sh"
done
