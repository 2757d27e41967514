#!/usr/bin/env bash
# The optimizer against every roster of 1,000 tiny sites, and on 40 teams (tests/unit/test_schedule_optimum.c, _repeat.c).
set -u
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build}
log=$(mktemp) && trap 'rm -f "$log"' EXIT
run() { # program, trials
    if "$BUILD/tests/$1" "$2" >"$log" 2>&1; then
        echo "ok $1 $2"
    else
        echo "FAIL $1 $2: $(grep -m1 -E '^(site|team) |ERROR|Assertion' "$log" || tail -n 1 "$log")"
    fi
}
run test_schedule_optimum 1000
run test_schedule_repeat 40
