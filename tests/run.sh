#!/usr/bin/env bash
# Runs every unit test program and every shell test; --long runs the long ones instead (tests/long).
# A shell test prints "ok NAME", "FAIL NAME: why" or "skip NAME: why" a line; the last line printed here sums all.
set -u
cd "$(dirname "$0")/.."
export BUILD=${BUILD:-build}
passed=0 failed=0 skipped=0
tally() { # a log of ok/FAIL/skip lines, the exit code, the name
    passed=$((passed + $(grep -c '^ok ' "$1"))); skipped=$((skipped + $(grep -c '^skip ' "$1")))
    local f; f=$(grep -c '^FAIL ' "$1")
    if [ "$2" -ne 0 ] && [ "$f" -eq 0 ]; then echo "FAIL $3: exit code $2"; f=1; fi
    failed=$((failed + f))
}
log=$(mktemp) && trap 'rm -f "$log"' EXIT
if [ "${1:-}" = --long ]; then shell=(tests/long/*.sh); units=(); else shell=(tests/shell/*.sh); units=("$BUILD"/tests/test_*); fi
# Tests share nothing: as many at a time as there are processors. Long ones are timed, or fill the processors themselves: one by one.
logs=$(mktemp -d) && trap 'rm -rf "$log" "$logs"' EXIT
export logs
at_once=$([ "${1:-}" = --long ] && echo 1 || nproc 2>/dev/null || echo 2)
printf '%s\n' "${units[@]}" "${shell[@]}" | grep -v -e '\.d$' -e '^$' | xargs -r -P "$at_once" -I{} \
    sh -c '[ -x {} ] || exit 0; {} >"$logs/$(basename {})" 2>&1; echo $? >"$logs/$(basename {}).code"'
for t in "${units[@]}"; do
    [ -f "$logs/$(basename "$t").code" ] || continue
    cp "$logs/$(basename "$t")" "$log"; code=$(cat "$logs/$(basename "$t").code")
    # cmocka's lines, made into ours
    sed -n -e 's/^\[ *OK *\] /ok /p' -e 's/^\[ *FAILED *\] \(.*[^)]\)$/FAIL \1/p' -e 's/^\[ *SKIPPED *\] /skip /p' "$log" | sort -u >"$log.n"
    [ $code -eq 0 ] || cat "$log"
    tally "$log.n" $code "$t"; rm -f "$log.n"
done
for t in "${shell[@]}"; do
    [ -f "$logs/$(basename "$t").code" ] || continue
    cp "$logs/$(basename "$t")" "$log"; code=$(cat "$logs/$(basename "$t").code")
    grep -E '^(FAIL|skip) ' "$log"; { [ $code -eq 0 ] || grep -vE '^(ok|skip|FAIL) ' "$log"; } | head -n 100
    tally "$log" $code "$t"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
