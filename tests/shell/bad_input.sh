#!/usr/bin/env bash
# Golden tests of bad input. tests/bad/base is a scenario that plans well; every other folder there spoils it and says what
# must come of it:
#   edit    one line a change: FILE SED-EXPRESSION (sed -E), rm FILE, mkdir FILE, or add FILE LINE; other files in the
#           folder are put over those of base
#   args    further arguments of `headcount plan s`
#   expect  "exit N", then standard error to the byte
#   stdout  lines that must be found on standard output, case and line ends aside (of interest with exit 0 and 1)
#   summary the same for out/summary.json
# With exit 2 nothing may be printed on standard output, and nothing in the output folder may change.
# UPDATE=1 writes the expect files anew: read every one of them before you commit it.
set -u
cd "$(dirname "$0")/../.."
headcount=$(realpath "${BUILD:-build}/headcount")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
repo=$PWD

spoil() { # the case's folder
    local what rest
    while read -r what rest; do
        case $what in
        '') ;;
        rm) rm "s/$rest" ;;
        mkdir) rm -f "s/$rest" && mkdir "s/$rest" ;;
        add) printf '%s\n' "${rest#* }" >>"s/${rest%% *}" ;;
        *) cp "s/$what" before && sed -E -i "$rest" "s/$what" && if cmp -s before "s/$what"; then echo "edit changes nothing: $what $rest"; fi ;;
        esac
    done < <(cat "$1/edit" 2>/dev/null)
    for f in "$1"/*; do
        case $(basename "$f") in edit | args | expect | stdout | summary) ;; *) cp "$f" s/ ;; esac
    done
}

must_say() { # a file of lines, where they must be found
    [ ! -f "$1" ] || while IFS= read -r line; do
        tr -s ' \n' ' ' <"$2" | grep -qiF -- "$line" || echo "$2 lacks: $line"
    done <"$1"
}

run_case() { # the case's folder, its name; says why it failed
    rm -rf "$work/t" && mkdir -p "$work/t/out" && cd "$work/t" || exit 1
    cp -r "$repo/tests/bad/base" s
    echo "an earlier roster" >out/roster.csv
    spoil "$1"
    local args=() code want
    [ -f "$1/args" ] && read -r -a args <"$1/args"
    "$headcount" plan s -o out "${args[@]+"${args[@]}"}" >stdout 2>stderr
    code=$?
    { echo "exit $code"; cat stderr; } >got
    [ -z "${UPDATE:-}" ] || cp got "$1/expect"
    want=$(head -n 1 "$1/expect")
    cmp -s got "$1/expect" || { echo "got:"; diff "$1/expect" got; }
    if [ "$want" = "exit 2" ]; then
        [ ! -s stdout ] || echo "something was printed on standard output"
        [ "$(ls out)" = roster.csv ] && [ "$(cat out/roster.csv)" = "an earlier roster" ] || echo "the output folder was changed"
    fi
    must_say "$1/stdout" stdout
    must_say "$1/summary" out/summary.json
}

for folder in "$repo"/tests/bad/*/; do
    name=$(basename "$folder")
    [ "$name" != base ] || continue
    why=$(run_case "${folder%/}" 2>&1)
    if [ -z "$why" ]; then echo "ok bad/$name"; else echo "FAIL bad/$name: $why"; fi
done

# Rows in another order are no fault and give the same forecast.
cd "$work" && rm -rf s out && cp -r "$repo/tests/bad/base" s
"$headcount" forecast s -o sorted -q 2>stderr || echo "FAIL bad/unsorted: $(cat stderr)"
{ head -n 1 s/history.csv; tail -n +2 s/history.csv | sort -r; } >h && mv h s/history.csv
if "$headcount" forecast s -o unsorted -q 2>stderr && cmp -s sorted/forecast.csv unsorted/forecast.csv; then
    echo "ok bad/unsorted"
else
    echo "FAIL bad/unsorted: another forecast, or $(cat stderr)"
fi
