# need COMMAND PACKAGE ...: installs Debian packages when COMMAND is missing, and says so.
say() { printf '\033[2m%s\033[0m\n' "$*" >&2; }

need_apt() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "error: ./dev needs these Debian packages, or what your system calls them: ${missing[*]}" >&2
        exit 1
    fi
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as=(sudo)
        else
            echo "error: missing packages; run: sudo apt-get install -y ${missing[*]}" >&2
            exit 1
        fi
    fi
    say "installing ${missing[*]}"
    "${as[@]}" apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_dotnet() {
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
        need_apt dotnet-sdk-10.0 2>/dev/null || {
            echo "error: ./dev needs the .NET 10 SDK; get it from your distribution (dotnet-sdk-10.0) or from dot.net" >&2
            exit 1
        }
    fi
}

# The native binary links OpenSSL and zlib statically and is linked by gcc.
need_publish() {
    need_dotnet
    need_apt gcc cmake libc6-dev libssl-dev zlib1g-dev
}
