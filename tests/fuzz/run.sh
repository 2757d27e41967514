#!/usr/bin/env bash
# Runs fuzzers (make fuzz): the same inputs on every machine, from the seeds in tests/fuzz, until RUNS inputs or SECONDS each.
# On a failure its name, what went wrong and the input are printed, so that a log is enough to reproduce it.
# usage: run.sh RUNS SECONDS FUZZER...
set -u
runs=$1 seconds=$2; shift 2
fixed=(); setarch -R true 2>/dev/null && fixed=(setarch -R) # addresses end up in inputs
for f; do
    n=$(basename "$f") d=$(dirname "$f")
    rm -rf "$d/corpus/$n" "$f"-crash-* "$f"-timeout-* "$f"-oom-* "$f"-leak-* && mkdir -p "$d/corpus/$n"
    if ${fixed[@]+"${fixed[@]}"} "$f" -seed="${FUZZ_SEED:-1}" -reload=0 -runs="$runs" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
        -artifact_prefix="$f-" "$d/corpus/$n" "tests/fuzz/$n" >"$f.log" 2>&1; then
        echo "$n: $(grep -a ^Done "$f.log")"
        continue
    fi
    echo "$n: FAILED"
    grep -a -m3 -E 'Assertion|ERROR:|runtime error' "$f.log"
    grep -a -E '^ *#[0-9]+ .* (/.*)?(src|tests)/[^ ]*$' "$f.log" | head -8
    input=$(ls "$f"-*-* 2>/dev/null | head -1)
    [ -z "$input" ] && { tail -20 "$f.log"; exit 1; }
    "$f" -minimize_crash=1 -max_total_time=20 -exact_artifact_path="$f.least" "$input" >/dev/null 2>&1 && [ -s "$f.least" ] && input=$f.least
    echo "reproduce: base64 -d >input <<<$(base64 -w 0 "$input"); $f input"
    exit 1
done
