#!/usr/bin/env bash
# A workbook whose temporary files cannot be written is refused and leaves the old one: the limit on a file's size stands
# for a full disk, above the page's size and below that of the largest sheet unpacked.
set -u
cd "$(dirname "$0")/../.."
headcount=$(realpath "${BUILD:-build}/headcount")
out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT

say() { # name, why it failed or nothing
    if [ -z "$2" ]; then echo "ok workbook_disk/$1"; else echo "FAIL workbook_disk/$1: $2"; fi
}
"$headcount" plan scenarios/bank -q --effort 0.05 -o "$out" >/dev/null 2>&1
say plan "$([ -s "$out/headcount.xlsx" ] || echo 'no workbook')"
cp "$out/headcount.xlsx" "$out/before"
page=$(stat -c %s "$out/report.html")
(
    trap '' XFSZ
    ulimit -f $((page / 1024 + 200))
    exec "$headcount" report scenarios/bank --lang zh -q -o "$out"
) >"$out/log" 2>&1
code=$?
say exit "$([ $code -eq 3 ] && grep -q 'headcount.xlsx: cannot be written' "$out/log" || echo "exit $code, $(cat "$out/log")")"
say untouched "$(cmp "$out/before" "$out/headcount.xlsx" 2>&1)"
say nothing-left "$(find "$out" -name '.*.tmp')"
