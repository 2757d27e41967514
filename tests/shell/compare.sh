#!/usr/bin/env bash
# Two plans side by side: figures are those of the folders, what makes them unlike is said, no name breaks the page.
set -u
. "$(dirname "$0")/../lib/shell.sh"
cp -r scenarios/shop "$work/shop"
cd "$work" || exit 1

plan() { "$headcount" plan "$@" -q --effort 0.05 --remedies none >/dev/null 2>&1; [ $? -le 1 ] || echo "plan $* failed"; }
say plans "$(plan shop -o a; plan shop -o b --set volume=+40%
    sed -i -e '2s/"Mail-order shop"/"<\/title><img src=x onerror=alert(1)>"/' -e 's/"weeks": 1/"weeks": 2/' shop/scenario.json; plan shop -o c)"

"$headcount" compare a b -o d >text 2>err
code=$?
say exit "$([ $code -eq 0 ] || echo "exit $code; $(cat err)")"
value() { sed -nE "s/^ *\"$2\": ([-0-9.e+]+),?$/\1/p" "$1/summary.json" | head -n 1; }
cell() { awk -F, -v what="$1" '$2 == what && $3 == "" && $4 == "" { printf "%.6f %.6f %.6f\n", $7, $8, $9 }' d/compare.csv; }
for key in service_level objective lower_bound cost_per_answered offered agents_used intervals_below_goal; do
    say "csv-$key" "$(a=$(value a $key) b=$(value b $key); read -r x y z < <(cell $key)
        awk -v a="$a" -v b="$b" -v x="${x:-none}" -v y="${y:-none}" -v z="${z:-none}" \
            'function off(p, q) { return p - q > 1e-5 || q - p > 1e-5 } BEGIN { if (x == "none" || off(a, x) || off(b, y) || off(b - a, z)) print a, b, "became", x, y, z }')"
done
say volume "$(awk -F, '$2 == "forecast.offered" && ($8 / $7 < 1.3999 || $8 / $7 > 1.4001)' d/compare.csv)"
say scheduled "$(awk -F, 'NR > 1 { sum += $6 * 0.5 } END { print sum }' a/coverage.csv |
    { read -r sum; awk -F, -v sum="$sum" '$2 == "hours.scheduled" && ($7 - sum > 0.01 || sum - $7 > 0.01) { print $7, "want", sum }' d/compare.csv; })"
say alike "$(grep -n '^!' text)"
say variant "$(tr -s ' \n' ' ' <text | grep -q 'B b: . The goal is [a-z]* (Mail-order shop, [-0-9]* – [-0-9]*, --set volume=+40%)' || head -n 4 text
    grep -q -- '--set volume=+40%' d/compare.html || echo 'not on the page'; grep -q 'what if: volume=+40%' b/report.html || echo 'not in the report')"
say better "$(grep -q '[+−][0-9].* better$' text && grep -q ' worse$' text || echo 'no words'; tail -n +4 text | grep '[✓✗]'; grep -n 'class="n.*[✓✗]' d/compare.html)"
say width "$("$headcount" compare a b --lang zh >zh; for f in text zh; do n=$(LC_ALL=C.UTF-8 wc -L <$f); [ "$n" -le 80 ] || echo "$f is $n columns wide"; done)"
say json "$("$headcount" compare a b --json >j && [ "$(grep -c '"section"' j)" = $(($(wc -l <d/compare.csv) - 1)) ] || echo "rows differ from the CSV's")"
say csv-on-stdout "$("$headcount" compare a b --csv | cmp - d/compare.csv)"
say repeats "$("$headcount" compare a b -o e -q && cmp d/compare.html e/compare.html)"
say same "$("$headcount" compare a a --csv | awk -F, 'NR > 1 && $9 != "" && $9 + 0 != 0' | head -n 1)"

"$headcount" compare a c -o f >text
say other-days "$(grep -q 'Different days: 2027-03-15 to 2027-03-20 and 2027-03-15 to 2027-03-27' text || head -n 5 text)"
say other-scenario "$(grep -q 'Different scenarios: Mail-order shop and' text || head -n 5 text)"
say other-input "$(tr -s ' \n' ' ' <text | grep -q 'Different input files: scenario.json' || cat text)"
say harmless "$(grep -n '<img' f/compare.html; grep -c '</title>' f/compare.html | grep -v '^1$')"
say chinese "$("$headcount" compare a b --lang zh | grep -q '人力' || echo 'no Chinese')"

"$headcount" compare a nowhere >out 2>err
code=$?
say nowhere "$([ $code -eq 2 ] && grep -q 'nowhere/summary.json: there is no plan here' err || echo "exit $code, $(cat err)")"
printf '{"scenario": 5}\n' >b/summary.json
"$headcount" compare a b >out 2>err
code=$?
say broken "$([ $code -eq 2 ] && grep -q 'b/summary.json:1:' err || echo "exit $code, $(cat err)")"
