#!/usr/bin/env bash
# Files that must be refused, each with its golden message (tests/import/bad), exit code 2 and nothing written; and the
# ones too large or too deadly to keep: a huge file, a full disk. UPDATE=1 writes the golden files anew.
set -u
cd "$(dirname "$0")/../.."
hc=$(realpath "${BUILD:-build}/headcount")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
ok() { echo "ok bad_files: $1"; }
fail() { echo "FAIL bad_files: $1: $2"; }

for file in tests/import/bad/*.csv tests/import/bad/*.xlsx; do
    [ -e "$file" ] || continue
    base=${file%.*} name=$(basename "${file%.*}")
    args=(); [ -e "$base.args" ] && eval "args=($(cat "$base.args"))"
    "$hc" import "$file" ${args[@]+"${args[@]}"} -o "$work/out.csv" >"$work/log" 2>&1; code=$?
    [ -n "${UPDATE:-}" ] && cp "$work/log" "$base.txt"
    if [ $code != 2 ]; then fail "$name" "exit code $code"
    elif [ -e "$work/out.csv" ]; then fail "$name" "something was written"; rm "$work/out.csv"
    elif ! cmp -s "$work/log" "$base.txt"; then fail "$name" "not as in $base.txt"; diff "$base.txt" "$work/log" | head -5
    elif LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$work/log"; then fail "$name" "control characters in the message"
    else ok "$name"; fi
    # in Chinese: the same faults at the same places, each in Chinese words
    "$hc" import "$file" ${args[@]+"${args[@]}"} --lang zh >"$work/zh" 2>&1
    if [ "$(grep -c . "$work/zh")" != "$(grep -c . "$work/log")" ]; then fail "$name --lang zh" "other faults: $(head -3 "$work/zh")"
    elif LC_ALL=C grep -v $'[\344-\351]' "$work/zh" >"$work/left"; then fail "$name --lang zh" "not in Chinese: $(head -1 "$work/left")"
    else ok "$name --lang zh"; fi
done

expect() { # NAME CODE TEXT: of the last command
    if [ "$code" != "$2" ]; then fail "$1" "exit code $code: $(head -3 "$work/log")"
    elif ! grep -qF -- "$3" "$work/log"; then fail "$1" "$(head -3 "$work/log")"
    else ok "$1"; fi
}
run() { "$hc" import "$@" >"$work/log" 2>&1; code=$?; }

run "$work/none.csv"; expect "no such file" 2 "there is no such file"
run "$work"; expect "a folder" 2 "is a folder; want a file"
run tests/import/good/ends.csv -o "$work/none/history.csv"; expect "no such output folder" 2 "cannot be written"
run tests/import/good/ends.csv -o "$work" --force; expect "output is a folder" 2 "is a folder"
run; expect "no file named" 2 "an argument is missing"
run tests/import/good/ends.csv --intervall 30; expect "unknown option" 2 "did you mean --interval?"
run tests/import/good/ends.csv --first-date 1.1.2026; expect "date in another form" 2 'want a date like 2026-03-09'
run tests/import/good/daily.csv --profile tests/import/good/daily.csv; expect "a daily file as profile" 2 "needs times of day"

# 2 GB: refused by its size, at once and without memory
if ldd "$hc" | grep -q libasan; then
    echo "skip bad_files: 2 GB: sanitizers need the address space that is taken away here"
else
    truncate -s 2G "$work/huge.csv"
    (ulimit -v 400000; run "$work/huge.csv"; echo "$code") >"$work/code"; code=$(cat "$work/code")
    expect "2 GB" 2 "1073.7 MB at most are read"
fi
# endless, through a pipe: ends where a file would, or at the first cell that cannot be
{ printf 'start,offered\n"'; yes ','; } 2>/dev/null | head -c 30000000 >"$work/quote.csv"; run "$work/quote.csv"
expect "an endless cell" 2 "the cell is over 1 MB long"

# a full disk leaves nothing behind: exit code 3
run tests/import/good/ends.csv -f -o /dev/full; expect "/dev/full" 3 "No space left on device"
mkdir "$work/disk"
if mount -t tmpfs -o size=16k none "$work/disk" 2>/dev/null; then
    { echo "start,offered"; for d in 1 2 3 4 5 6 7 8 9; do for h in 0 1 2; do for u in 0 1 2 3; do for m in 00 05 10 15 20 25 30 35 40 45 50 55; do
        echo "2026-03-0$d $h$u:$m,100"; done; done; done; done; } >"$work/long.csv"
    echo old >"$work/disk/history.csv"
    run "$work/long.csv" -f -o "$work/disk/history.csv"
    left=$(ls -A "$work/disk") kept=$(cat "$work/disk/history.csv")
    umount "$work/disk"
    if [ "$left" != history.csv ] || [ "$kept" != old ]; then fail "full disk" "left $left, $(echo "$kept" | head -1)"; else expect "full disk" 3 "No space left on device"; fi
else
    echo "skip bad_files: full disk: cannot mount a small one"
fi
