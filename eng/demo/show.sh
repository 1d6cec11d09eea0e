# How the steps of the demo speak. Colour only for a person, and it carries no meaning.
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold() { printf '\033[1m%s\033[0m' "$*"; }
    faint() { printf '\033[2m%s\033[0m' "$*"; }
else
    bold() { printf '%s' "$*"; }
    faint() { printf '%s' "$*"; }
fi

# title TEXT: what this step shows.
title() { printf '\n%s\n\n' "$(bold "$number. $*")"; }

# note TEXT: sentences to the reader, in lines that fit the screen.
screen=${COLUMNS:-$(tput cols 2>/dev/null || echo 100)}
note() { printf '%s\n' "$*" | fold -s -w "$screen" | sed 's/ *$//'; }

# row NAME VALUE: a line of a table.
row() { printf '  %-36s %10s\n' "$1" "$2"; }

# A clean environment: nothing of the user's own conda is read or touched.
isolated() {
    env -i HOME="$demo/home" PATH="$demo/bin:/usr/bin:/bin" TERM="${TERM:-dumb}" ${NO_COLOR:+NO_COLOR="$NO_COLOR"} \
        COLUMNS="$screen" CONDA_ROOT_PREFIX="$conda" "$@"
}

# run COMMAND ...: shows the command as a user would type it, and what it says.
run() {
    show "$@"
    quietly "$@"
}

# show COMMAND ...: the command alone, before a part of what it says.
show() {
    local shown="" word
    for word in "$@"; do
        case $word in *[[:space:]\"]*) word="'$word'" ;; esac
        shown+=" ${word//"$demo"\//}"
    done
    printf '\n%s%s\n' "$(faint '$')" "$(bold "$shown")"
}

# quietly COMMAND ...: what it says, alone.
quietly() { (cd "$demo" && isolated "$@"); }

# calm COMMAND ...: what it says while it works is shown only if it fails; warnings are shown always.
calm() {
    local log status=0
    log=$(mktemp "$demo/talk.XXXXXX")
    "$@" 2>"$log" || status=$?
    if [ "$status" -eq 0 ]; then grep '^warning:' "$log" >&2 || true; else cat "$log" >&2; fi
    rm "$log"
    return "$status"
}

# bytes_of FOLDER: what it takes on the disk; a file with several names counts once.
bytes_of() { du -s --block-size=1 "$1" | cut -f1; }

# human BYTES
human() { numfmt --to=si --round=nearest --suffix=B --format='%.1f' "$1" | sed -E 's/([0-9])([kKMG]?B)$/\1 \2/'; }
