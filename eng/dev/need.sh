# need_apt PACKAGE ...: installs the Debian packages that are missing, and says so; without root it says what to run.
# need_dotnet, need_publish: what building and publishing need.
# need_npm: the second Dockerfile parser, into artifacts/npm, where npm is; its tests say what they miss where it is not.
say() { printf '\033[2m%s\033[0m\n' "$*" >&2; }
[ -t 2 ] && [ -z "${NO_COLOR:-}" ] || say() { printf '%s\n' "$*" >&2; }

# as_root COMMAND ...: runs it as root, or fails when that takes a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 77
    fi
}

need_apt() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "error: ./dev needs these Debian packages, or what your system calls them: ${missing[*]}" >&2
        exit 1
    fi
    if ! as_root true; then
        echo "error: ./dev needs packages that are not installed: ${missing[*]}" >&2
        echo "hint: run \`sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}\`" >&2
        exit 1
    fi
    say "installing ${missing[*]} ..."
    as_root apt-get update -qq >/dev/null
    # No terminal for dpkg: it would stop where ./dev runs in the background.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${missing[@]}" \
        >/dev/null </dev/null || { echo "error: apt-get could not install ${missing[*]}" >&2; exit 1; }
}

has_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

# The SDK, wherever it comes from, and what NuGet trusts.
need_dotnet() {
    find_dotnet
    command -v apt-get >/dev/null && [ ! -e /etc/ssl/certs/ca-certificates.crt ] && need_apt ca-certificates
    return 0
}

find_dotnet() {
    has_dotnet && return 0
    if [ -x "${HOME:-/}/.dotnet/dotnet" ]; then
        export PATH="$HOME/.dotnet:$PATH" DOTNET_ROOT="$HOME/.dotnet"
        has_dotnet && return 0
    fi
    if command -v apt-get >/dev/null; then
        apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1 || as_root apt-get update -qq >/dev/null 2>&1 || true
        if apt-cache show dotnet-sdk-10.0 >/dev/null 2>&1; then
            need_apt dotnet-sdk-10.0
            return 0
        fi
    fi
    echo "error: ./dev needs the .NET 10 SDK, and the package lists of this system do not have dotnet-sdk-10.0" >&2
    echo "hint: run \`curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0\` (it puts the SDK into ~/.dotnet, where ./dev looks too), then ./dev again" >&2
    exit 1
}

# The native binary links OpenSSL, zlib and libdeflate statically and is linked by gcc.
need_publish() {
    need_dotnet
    need_apt gcc make cmake libc6-dev libssl-dev zlib1g-dev libdeflate-dev
}

need_npm() {
    local source=tests/Tare.Dockerfile.Tests/Parsing/second-parser/package.json
    command -v npm >/dev/null || return 0
    cmp -s "$source" artifacts/npm/package.json && [ -d artifacts/npm/node_modules/dockerfile-utils ] && return 0
    mkdir -p artifacts/npm
    cp "$source" artifacts/npm/
    npm install --prefix artifacts/npm --silent --no-audit --no-fund >/dev/null 2>&1 || say "npm could not install the second Dockerfile parser"
}
