#!/usr/bin/env bash
# What if volume rises beyond what the people can do: a roster a manager can use. Nobody below the least staff, no seat too
# many, every interval with a fair share of its floor and none with more than it needs, peaks that must hold first; and the
# judge finds the same money and the same proof.
set -u
. "$(dirname "$0")/../lib/shell.sh"

# Lines of coverage.csv and requirement.csv side by side: share of the floor (of the seats where they hold less) by class.
shares() { # folder, least share of the floor of an open interval, of a peak that must hold, in percent
    paste -d, "$1/coverage.csv" "$1/requirement.csv" | awk -F, -v open="$2" -v must="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { floor = $at["floor"] / (1 - $at["shrinkage"]); floor = floor > 80 ? 80 : floor; rostered = $at["scheduled"]
          least = $at["class"] == "peak_must" ? must : open
          if (rostered < 3) print $2, rostered, "rostered, the least is 3"
          if (rostered > 80) print $2, rostered, "rostered on 80 seats"
          if (100 * rostered < least * floor) print $2, rostered, "rostered, the floor is", floor
          if (rostered > $at["agents_gross"] + 1) print $2, rostered, "rostered, more than", $at["agents_gross"], "while others are short" }
        END { if (NR != 141) print NR, "lines" }' | head -n 3
}
money() { # folder: objective and bound to the cent
    sed -nE 's/^  "(objective|lower_bound)": ([-0-9.]+),?$/\1 \2/p' "$1/summary.json" | awk '{ printf "%s %.2f ", $1, $2 }'
}
plan() { # variant, least shares
    local out=$work/$1
    "$headcount" plan scenarios/bank --set "volume=+$1%" -o "$out" -q --remedies none 2>"$work/stderr"
    local code=$?
    say "$1-plans" "$([ $code -eq 1 ] || echo "exit $code, want 1: the goals are out of reach; $(cat "$work/stderr")")"
    say "$1-is-shared" "$(shares "$out" "$2" "$3")"
    say "$1-keeps-rules" "$(sed 1d "$out/violations.csv" | grep -v '^goal' | head -n 2)"
    local planned
    planned=$(money "$out")
    "$headcount" check scenarios/bank -o "$out" -q 2>"$work/stderr"
    say "$1-is-judged-alike" "$([ "$planned" = "$(money "$out")" ] || echo "planned $planned, judged $(money "$out")")"
    say "$1-is-proven" "$(sed -nE 's/^  "gap": ([-0-9.e]+),?$/\1/p' "$out/summary.json" | awk '!($1 >= 0 && $1 < 0.02) { print "gap", $1 }')"
}

plan 40 55 90
# Twice the calls: peaks that must hold take all but the least staff, to the seats; evenings keep what is left over.
plan 100 8 75

# As many full-timers as seats: prices of a seat too many, the highest there are, must not shut anybody out of the bound.
crowd=$work/crowd
cp -r scenarios/shop "$crowd"
awk -F, -v OFS=, '$1 == "A005" { one = $0; sub(/A005/, "A009", one); print; print one; next } { print }' scenarios/shop/agents.csv >"$crowd/agents.csv"
"$headcount" plan "$crowd" -o "$work/crowded" -q --effort 0.3 --remedies none >/dev/null 2>"$work/stderr"
code=$?
say "seats-full-plans" "$([ $code -eq 0 ] || echo "exit $code; $(cat "$work/stderr")")"
say "seats-full-is-proven" "$(sed -nE 's/^  "gap": ([-0-9.e]+),?$/\1/p' "$work/crowded/summary.json" | awk '{ n++ } !($1 >= 0 && $1 < 0.05) { print "gap", $1 } END { if (n != 1) print n, "gaps" }')"
