# Builds the native binary and fails on any trimming or AOT warning. The linker's notes about getaddrinfo and getpwnam in a
# static program are expected: they say that glibc loads its name service modules at run time, which it does where they exist.
need_publish
log=artifacts/publish.log
mkdir -p artifacts
dotnet publish src/Tare.Cli -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -o artifacts/publish >"$log" 2>&1 ||
    { cat "$log"; exit 1; }
if grep -E 'warning (IL|CS|CA|MA)|: (trim|AOT) analysis warning' "$log"; then
    echo "error: the native publish has warnings" >&2
    exit 1
fi
cp -f artifacts/publish/tare artifacts/tare.new && mv -f artifacts/tare.new artifacts/tare
strip --strip-unneeded artifacts/tare
say "artifacts/tare: $(stat -c %s artifacts/tare) bytes, $(file -b artifacts/tare 2>/dev/null | grep -o 'statically linked' || echo 'see ldd')"
