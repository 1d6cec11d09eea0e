# Builds, publishes the native binary (the end-to-end tests run it) and runs every test project; closes with the sums.
# ./dev test [NAME ...]: only the projects whose names contain one of the words.
need_publish
need_apt patchelf dash zsh fish tcsh xonsh zstd bzip2 gzip tar busybox-static golang-go docker-registry skopeo umoci apache2-utils buildah runc docker.io debootstrap nginx-light
need_npm
dotnet build Tare.slnx -c Release -v quiet -nologo -clp:NoSummary
source eng/dev/publish.sh

# count KEY FILE: a number of a test program's summary; nothing counts as 0.
count() { sed -n -E "s/^ *$1: ([0-9]+).*/\1/p" "$2" | tail -n 1 | grep . || echo 0; }

passed=0 failed=0 skipped=0
for project in tests/*.Tests/; do
    name=$(basename "$project")
    if [ $# -gt 0 ]; then
        wanted=
        for word in "$@"; do [[ $name == *"$word"* ]] && wanted=yes; done
        [ -n "$wanted" ] || continue
    fi
    log=artifacts/test-$name.log
    status=0
    "artifacts/bin/$name/release/$name" --no-ansi >"$log" 2>&1 || status=$?
    failures=$(count failed "$log")
    # 8 is "no test ran", which a project without tests may say. The runner may find threads of its pool still waiting when every test
    # has passed, and then ends itself with 1. Any other end without a failed test is a crash.
    if [ "$status" -eq 1 ] && grep -q '^Test run summary: Passed!' "$log" && grep -q 'Foreground threads were left running' "$log"; then
        echo "note: $name passed, and was then ended by its runner: threads were left"
    elif [ "$status" -ne 0 ] && [ "$status" -ne 8 ] && [ "$failures" -eq 0 ]; then
        echo "error: $name ended with $status"
        tail -n 40 "$log"
        failures=1
    fi
    grep -E '^failed ' -A 14 "$log" || true
    printf '%-28s %5s passed %3s failed %3s skipped\n' "$name" "$(count succeeded "$log")" "$failures" "$(count skipped "$log")"
    passed=$((passed + $(count succeeded "$log")))
    failed=$((failed + failures))
    skipped=$((skipped + $(count skipped "$log")))
done
# Why tests were skipped, each reason once.
cat artifacts/test-*.log | grep -E '^skipped ' -A 1 | grep -vE '^(skipped |--)' | sed 's/^ */skipped: /' | sort | uniq -c | sed -E 's/^ *([0-9]+) /\1 /' || true
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
