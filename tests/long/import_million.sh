#!/usr/bin/env bash
# A call log of a million rows within 200 MB of address space, libraries and all; the time is printed (under 3 s is wanted).
set -u
cd "$(dirname "$0")/../.."
hc=${BUILD:-build}/headcount
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
awk 'BEGIN {
    print "call_id,date,type,priority,arrival_time,vru_time,q_start,wait_s,outcome,ser_start,handle_s,agent"
    for (i = 0; i < 1000000; i++) {
        x = (x * 1103515245 + 12345) % 2147483648; s = i * 26 % 86400; w = x % 3 ? x % 97 : 0; lost = w && x % 11 == 0
        clock = sprintf("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
        printf "%d,2026-%02d-%02d,PS,%d,%s,%d,%s,%d,%s,%s,%d,A%02d\n", i, 1 + int(i * 26 / 86400 / 28) % 12, 1 + int(i * 26 / 86400) % 28,
            x % 3, clock, x % 20, w ? clock : "0:00:00", w, lost ? "HANG" : "AGENT", lost ? "0:00:00" : clock, lost ? 0 : 60 + x % 400, x % 60
    }
}' >"$work/log.csv"
if ldd "$hc" | grep -q libasan; then echo "skip import_million: sanitizers"; exit 0; fi
start=$(date +%s%N)
(ulimit -v 204800; "$hc" import "$work/log.csv" -o "$work/history.csv" >"$work/out" 2>&1); code=$?
ms=$((($(date +%s%N) - start) / 1000000))
if [ $code != 0 ] || ! grep -q "1,000,000 records" "$work/out"; then echo "FAIL import_million: exit code $code: $(tail -1 "$work/out")"
else echo "ok import_million"; echo "import_million: $ms ms"; fi
