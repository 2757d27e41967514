#!/usr/bin/env bash
# No function of ours has the name of one in a library we link: the dynamic linker would let the library call ours.
set -u
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build}
ours=$(mktemp) theirs=$(mktemp)
trap 'rm -f "$ours" "$theirs"' EXIT
clashes() { comm -12 "$ours" "$theirs" | tr '\n' ' '; }
nm -g --defined-only "$BUILD/libheadcount.a" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u >"$ours"
ldd "$BUILD/headcount" | awk '$3 ~ /^\// { print $3 }' | xargs -r nm -D --defined-only 2>/dev/null |
    awk 'NF == 3 && $2 ~ /[TWDBVi]/ { sub(/@.*/, "", $3); print $3 }' | sort -u >"$theirs"
[ "$(wc -l <"$ours")" -gt 100 ] && grep -q '^json_loadb$' "$theirs" || { echo "FAIL symbols: could not list the names"; exit 0; }
found=$(clashes)
if [ -z "$found" ]; then echo "ok symbols_are_ours_alone"; else echo "FAIL symbols_are_ours_alone: $found"; fi
echo json_loadb >>"$ours" && sort -o "$ours" "$ours"
if [ -n "$(clashes)" ]; then echo "ok symbols_clash_is_seen"; else echo "FAIL symbols_clash_is_seen"; fi
