# ./dev rules: counts how often each rule speaks up in the public files of the corpora ($TARE_DATA, else ../shared/data), and writes
# the numbers into the last column of docs/rules/README.md. TD3009 depends on the day, so it has none.
need_dotnet
data=${TARE_DATA:-$root/../shared/data}
[ -d "$data/dockerfiles" ] || { echo "error: the corpora are not at $data" >&2; echo "hint: set TARE_DATA" >&2; exit 1; }
dotnet build src/Tare.Cli -c Release -v quiet -nologo -clp:NoSummary
index=docs/rules/README.md
# Its status is 1: there are findings.
{ HOME=/nonexistent artifacts/bin/Tare.Cli/release/tare lint --json "$data"/dockerfiles/*.Dockerfile "$data"/environment-files/*.y*ml || [ $? -eq 1 ]; } |
    awk -F '"' '/"rule":/ { rule = $4 } /"file":/ { findings[rule]++; if (!seen[rule, $4]++) files[rule]++ }
        END { for (rule in findings) print rule, findings[rule], files[rule] }' >artifacts/rules.txt
awk 'FNR == NR { count[$1] = $2 " in " $3; next }
    /^\| \[TD[0-9]+\]/ {
        code = substr($2, 2, 6); sub(/\|[^|]*\|$/, "|")
        print $0 " " (code == "TD3009" ? "" : code in count ? count[code] : "0") " |"
        next
    }
    { print }' artifacts/rules.txt "$index" >artifacts/rules.md
cp artifacts/rules.md "$index"
git diff --stat -- "$index" || true
