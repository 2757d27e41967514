#!/usr/bin/env bash
# Ctrl-C as soon as it is listened to: every queue has a roster that check accepts, and every face says what happened.
set -u
cd "$(dirname "$0")/../.."
headcount=${BUILD:-build}/headcount
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
fail() { echo "FAIL interrupt $1: $2"; }
# Not the shell that is about to become it: that one catches signals too.
listens() {
    local mask
    [ "$(readlink "/proc/$1/exe")" -ef "$headcount" ] && mask=$(sed -n 's/^SigCgt:\t*//p' "/proc/$1/status" 2>/dev/null) && [ -n "$mask" ] && [ $((16#$mask & 2)) -ne 0 ]
}

"$headcount" plan scenarios/line -o "$dir/out" --threads 1 >"$dir/text" 2>&1 &
pid=$!
while kill -0 $pid 2>/dev/null && ! listens $pid; do sleep 0.01; done
kill -INT $pid
wait $pid; code=$?
[ $code -eq 4 ] && echo "ok interrupt exit code" || fail "exit code" "$code; want 4"
queues=$(tail -n +2 "$dir/out/roster.csv" | cut -d, -f5 | sort -u | grep -c .)
[ "$queues" -eq 3 ] && echo "ok interrupt every queue" || fail "every queue" "$queues queues have shifts; want 3"
if grep -q '^. Interrupted, the best roster so far\.' "$dir/text" && grep -q '"interrupted": true' "$dir/out/summary.json" &&
    grep -q '"verdict": *"Interrupted, the best' "$dir/out/report.html"; then echo "ok interrupt said"
else fail said "not in text, summary.json and page"; fi
"$headcount" check scenarios/line -o "$dir/out" -q; code=$?
rules=$(tail -n +2 "$dir/out/violations.csv" | grep -c .)
[ $code -le 1 ] && [ "$rules" -eq 0 ] && echo "ok interrupt check" || fail check "exit code $code, $rules rules broken"
