# The main jobs of tare, one step after the other, on a real conda root in a temporary folder: real Python, real numpy, real files.
# ./dev demo [--keep] [--torch] [STEP ...]: only the steps whose names contain one of the words; --keep leaves the folder behind;
# --torch puts PyTorch into the images at the end.
need_publish
need_apt patchelf
source eng/demo/show.sh

keep= torch=
words=()
for word in "$@"; do
    case $word in
        --keep) keep=yes ;;
        --torch) torch=yes ;;
        *) words+=("$word") ;;
    esac
done

tare=${TARE_BINARY:-$PWD/artifacts/tare}
if [ -n "${TARE_BINARY:-}" ]; then
    say "with $tare"
elif [ ! -x artifacts/tare ] || [ -n "$(find src Directory.*.props -newer artifacts/tare \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' \) -print -quit)" ]; then
    say "building the native binary (about a minute) ..."
    source eng/dev/publish.sh
fi
say "preparing real packages (the first time this downloads 20 MB of Debian packages) ..."
dotnet build tests/Tare.Testing.Tool -c Release -v quiet -nologo -clp:NoSummary >artifacts/demo.log 2>&1 || { cat artifacts/demo.log; exit 1; }
testbed=$PWD/artifacts/bin/Tare.Testing.Tool/release/tare-testbed
channel=$("$testbed" channel pandas)

demo=$(mktemp -d "${TMPDIR:-/tmp}/tare-demo.XXXXXX")
trap '[ -n "$keep" ] && say "left in $demo" || rm -rf "$demo"' EXIT
mkdir "$demo/home" "$demo/bin"
ln -s "$tare" "$demo/bin/tare"
conda=$demo/conda

took=$SECONDS
number=0
for step in eng/demo/[0-9]*.sh; do
    name=$(basename "$step" .sh)
    if [ ${#words[@]} -gt 0 ]; then
        wanted=
        for word in "${words[@]}"; do [[ $name == *"$word"* ]] && wanted=yes; done
        [ -n "$wanted" ] || continue
    fi
    number=$((number + 1))
    source "$step"
done
printf '\n%s\n' "$(faint "$number $([ "$number" -eq 1 ] && echo step || echo steps), $((SECONDS - took)) s")"
