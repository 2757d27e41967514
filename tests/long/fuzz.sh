#!/usr/bin/env bash
# A short run of every fuzzer (make fuzz runs them longer): no crash, no sanitizer report.
set -u
cd "$(dirname "$0")/../.."
command -v clang >/dev/null || { echo "skip fuzz: clang is missing"; exit 0; }
log=$(mktemp) && trap 'rm -f "$log"' EXIT
# inputs are counted, not seconds: a commit passes or fails alike on every machine
if make -s fuzz NO_INSTALL=1 FUZZ_RUNS="${FUZZ_RUNS:-40000}" FUZZ_SECONDS="${FUZZ_SECONDS:-300}" >"$log" 2>&1; then
    sed -n 's/^\(fuzz_[a-z]*\): Done.*/ok \1/p' "$log"
else
    echo "FAIL fuzz: $(grep -m1 FAILED "$log" || tail -n 1 "$log")"
    cat "$log"
fi
