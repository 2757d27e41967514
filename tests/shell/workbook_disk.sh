#!/usr/bin/env bash
# A workbook whose temporary files cannot be written is refused and leaves the old one: the limit on a file's size stands
# for a full disk, above the page's size and below that of the largest sheet unpacked.
set -u
. "$(dirname "$0")/../lib/shell.sh"

"$headcount" plan scenarios/bank -q --effort 0.05 -o "$work" >/dev/null 2>&1
say plan "$([ -s "$work/headcount.xlsx" ] || echo 'no workbook')"
cp "$work/headcount.xlsx" "$work/before"
page=$(stat -c %s "$work/report.html")
(
    trap '' XFSZ
    ulimit -f $((page / 1024 + 200))
    exec "$headcount" report scenarios/bank --lang zh -q -o "$work"
) >"$work/log" 2>&1
code=$?
say exit "$([ $code -eq 3 ] && grep -q 'headcount.xlsx: cannot be written' "$work/log" || echo "exit $code, $(cat "$work/log")")"
say untouched "$(cmp "$work/before" "$work/headcount.xlsx" 2>&1)"
say nothing-left "$(find "$work" -name '.*.tmp')"
