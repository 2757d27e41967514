#!/usr/bin/env bash
# What --set does to the answer: the forecast by arithmetic, the rest by which way it must move. On what `init` writes, so
# that the scenario planners start from is planned by every test run too.
set -u
. "$(dirname "$0")/../lib/shell.sh"
cd "$work" || exit 1

run() { # command, output folder, variants
    local command=$1 out=$2 set=()
    shift 2
    for v; do set+=(--set "$v"); done
    "$headcount" "$command" s -o "$out" -q "${set[@]+"${set[@]}"}" 2>stderr || cat stderr
}
value() { # folder, key: a number of summary.json
    sed -nE "s/^ *\"$2\": ([-0-9.e+]+),?$/\1/p" "$1/summary.json" | head -n 1
}

"$headcount" init s >/dev/null || echo "FAIL variants/init"
"$headcount" plan s -o plan -q 2>stderr
code=$?
say init-plans "$([ $code -eq 0 ] || echo "exit $code, the scenario of init should meet its goal; $(cat stderr)")"

say plain "$(run forecast base)"
say aht-seconds "$(run forecast aht aht=300; awk -F, 'NR > 1 && $8 != 300' aht/forecast.csv | head -n 1)"
say aht-percent "$(run forecast less aht=-10%; paste -d, base/forecast.csv less/forecast.csv |
    awk -F, 'NR > 1 && ($16 / $8 > 0.9000001 || $16 / $8 < 0.8999999)' | head -n 1)"
say volume "$(run forecast more volume.calls=+40%; paste -d, base/forecast.csv more/forecast.csv |
    awk -F, 'NR > 1 && ($12 / $4 > 1.4000001 || $12 / $4 < 1.3999999)' | head -n 1)"
say two-at-once "$(run forecast both volume=+40% volume=-50%; paste -d, base/forecast.csv both/forecast.csv |
    awk -F, 'NR > 1 && ($12 / $4 > 0.7000001 || $12 / $4 < 0.6999999)' | head -n 1)"
say shrinkage "$(run staffing shrink shrinkage=30%; awk -F, 'NR > 1 && $14 != 0.3' shrink/requirement.csv | head -n 1)"
say patience "$(run staffing calm patience=1e6; run staffing hasty patience=30
    awk -F, 'NR == FNR { a[FNR] = $6; next } FNR > 1 { more += $6 > a[FNR]; less += $6 < a[FNR] }
             END { if (!more || less) print more + 0, "more,", less + 0, "less" }' hasty/requirement.csv calm/requirement.csv)"

# A forecast given as a file has the scenario's own adjustments in it; --set acts on it, and only once.
sed -i 's/"factor": 1.05/"factor": 1.575/' s/scenario.json
say grown "$(run forecast grown; paste -d, base/forecast.csv grown/forecast.csv |
    awk -F, 'NR > 1 && ($12 / $4 > 1.5000001 || $12 / $4 < 1.4999999)' | head -n 1)"
given() { # output folder, variants: from the grown forecast
    local out=$1 set=()
    shift
    for v; do set+=(--set "$v"); done
    "$headcount" staffing s --forecast grown/forecast.csv -o "$out" -q "${set[@]+"${set[@]}"}" 2>stderr || cat stderr
}
say given-plain "$(given same; cmp grown/forecast.csv same/forecast.csv)"
say given-volume "$(given more volume=+40%; paste -d, grown/forecast.csv more/forecast.csv |
    awk -F, 'NR > 1 && ($12 / $4 > 1.4000001 || $12 / $4 < 1.3999999 || $15 / $7 < 1.3999999)' | head -n 1)"
say given-volume-agents "$(awk -F, 'NR == FNR { a[FNR] = $6; next } FNR > 1 { more += $6 > a[FNR]; less += $6 < a[FNR] }
    END { if (!more || less) print more + 0, "more,", less + 0, "less" }' same/requirement.csv more/requirement.csv)"
say given-other-queue "$("$headcount" staffing s --forecast grown/forecast.csv --set volume.nobody=+40% -o no -q 2>stderr
    [ $? -eq 2 ] && grep -q 'nobody is no queue' stderr || cat stderr)"
say given-aht "$(given less aht=-10%; paste -d, grown/forecast.csv less/forecast.csv |
    awk -F, 'NR > 1 && ($16 / $8 > 0.9000001 || $16 / $8 < 0.8999999 || $12 != $4)' | head -n 1)"
say given-aht-seconds "$(given fixed aht=300; awk -F, 'NR > 1 && $8 != 300' fixed/forecast.csv | head -n 1)"
say requirement-keeps "$("$headcount" staffing s --requirement same/requirement.csv --set volume=+40% -o no -q 2>stderr
    [ $? -eq 2 ] && grep -q 'volume=+40%" would change nothing' stderr || { echo "want a fault, got:"; cat stderr; })"

"$headcount" plan s -o dear -q --set wage=+100% 2>stderr
say wage "$([ "$(awk "BEGIN { print ($(value dear objective) > 1.5 * $(value plan objective)) }")" = 1 ] ||
    echo "objective $(value plan objective), with double wages $(value dear objective)")"
