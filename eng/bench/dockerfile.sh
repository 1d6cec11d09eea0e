# tare lint, whole process: 10,000 Dockerfiles (the public ones of the corpora where they are, else the samples, over and over) and one
# file. Beside them `cat` over the same files: what any program pays that opens and reads them; and hadolint, where it is installed.
need_publish
need_apt time
[ -x artifacts/tare ] || source eng/dev/publish.sh
bench_dockerfile() (
tare=$PWD/artifacts/tare
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/tare-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
data=${TARE_DATA:-$root/../shared/data}
files=("$data"/dockerfiles/*.Dockerfile)
[ -f "${files[0]}" ] || files=(samples/Dockerfile samples/Dockerfile.two-runs)
mkdir "$work/many"
for ((round = 0; round * ${#files[@]} < 10000; round++)); do
    left=$((10000 - round * ${#files[@]}))
    mkdir "$work/many/$round"
    cp "${files[@]:0:$left}" "$work/many/$round/"
done

lint() { "$tare" lint "$@" >/dev/null || true; }
read_all() { find "$work/many" -type f -print0 | xargs -0 cat; }
median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
milliseconds() { local start=${EPOCHREALTIME/./}; "$@" >/dev/null; echo $((${EPOCHREALTIME/./} - start)); }

count=$(find "$work/many" -type f | wc -l)
many=$(best 5 lint "$work/many")
read=$(best 3 read_all)
one=$(for ((i = 0; i < 21; i++)); do milliseconds lint samples/Dockerfile; done | median)
findings=$(("$tare" lint "$work/many" || true) | tail -n 1 | cut -d ';' -f 1)
memory=$((command time -q -f %M "$tare" lint "$work/many" 2>&1 >/dev/null || true) | tail -n 1)
printf '%-34s %7d ms  goal <= 1000 ms  %s  (%s; cat: %d ms; %d MB)\n' "lint, $count files" "$many" "$([ "$many" -le 1000 ] && echo met || echo MISSED)" "$findings" "$read" $((memory / 1024))
awk -v one="$one" 'BEGIN { printf "%-34s %7.1f ms  goal <= 15 ms    %s\n", "lint, one file", one / 1000, one <= 15000 ? "met" : "MISSED" }'
if command -v hadolint >/dev/null; then
    echo "hadolint: $(best 2 sh -c "find '$work/many' -type f -print0 | xargs -0 hadolint --no-fail")  ms"
else
    say "hadolint is not here"
fi
)
bench_dockerfile
