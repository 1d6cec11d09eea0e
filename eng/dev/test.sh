# Builds, publishes the native binary (the end-to-end tests run it) and runs every test project; closes with the sums.
need_publish
need_apt zstd bzip2 gzip tar
dotnet build Tare.slnx -c Release -v quiet -nologo
source eng/dev/publish.sh
failed=0
sums=(0 0 0)
for project in tests/*.Tests/; do
    name=$(basename "$project")
    log="artifacts/test-$name.log"
    "artifacts/bin/$name/release/$name" --progress off --no-ansi >"$log" 2>&1 || failed=1
    counts=$(sed -n -E 's/^ *(total|failed|succeeded|skipped): ([0-9]+).*/\1 \2/p' "$log")
    [ -n "$counts" ] || { echo "error: $name told no result" >&2; cat "$log"; failed=1; }
    take() { echo "$counts" | awk -v key="$1" '$1 == key { print $2 }' | tail -n 1; }
    grep -E '^(failed|skipped) ' -A 12 "$log" | grep -v '^skipped' || true
    printf '%-28s %5s passed %3s failed %3s skipped\n' "$name" "$(take succeeded)" "$(take failed)" "$(take skipped)"
    sums[0]=$((sums[0] + $(take succeeded)))
    sums[1]=$((sums[1] + $(take failed)))
    sums[2]=$((sums[2] + $(take skipped)))
done
echo "${sums[0]} passed, ${sums[1]} failed, ${sums[2]} skipped"
[ "$failed" -eq 0 ] && [ "${sums[1]}" -eq 0 ]
