#!/usr/bin/env bash
# An output folder remembers what was planned: check, report and explain take the variants, the files it started from and the
# seed by themselves and say so; other wishes are named, and refused where they would pass for the plan's; what changed in the
# scenario since is named.
set -u
. "$(dirname "$0")/../lib/shell.sh"
cp -r scenarios/shop "$work/shop"
cd "$work" || exit 1

tells() { # name, exit codes allowed, text wanted ("!": must not be there), command
    local name=$1 want=$2 text=$3 got code
    shift 3
    got=$("$@" 2>&1)
    code=$?
    got=$(tr -s '[:space:]' ' ' <<<"$got")
    if [[ " $want " != *" $code "* ]]; then say "$name" "exit code $code, want $want: ${got:0:400}"
    elif [[ $text == !* ]]; then say "$name" "$(grep -F -- "${text#!}" <<<"$got" | head -c 300)"
    else say "$name" "$(grep -qF -- "$text" <<<"$got" || echo "no \"$text\" in: ${got:0:500}")"; fi
}
same_answer() { diff <(grep -v stopped_by "$1") <(grep -v stopped_by "$2"); } # a check does not know why the search stopped
judged() { sed -nE 's/^  "(objective|offered)": ([-0-9.]+),?$/\1 \2/p' "$1/summary.json"; }

"$headcount" plan shop --set volume=+10% --set aht=+5% --seed 11 -o busy -q --effort 0.02
code=$?
say plans "$([ $code -le 1 ] || echo "exit code $code")"
cp busy/summary.json planned.json
tells check "0 1" "As planned: volume=+10%, aht=+5%." "$headcount" check shop -o busy
say check-same-bytes "$(same_answer busy/summary.json planned.json)"
tells check-chinese "0 1" "按原计划：volume=+10%，aht=+5%。" "$headcount" check shop -o busy --lang zh
tells check-json "0 1" '"as_planned": true' "$headcount" check shop -o busy --json
tells check-given-alike "0 1" "As planned: volume=+10%, aht=+5%." "$headcount" check shop -o busy --set volume=+10% --set aht=+5%
tells explain "0 1" "As planned: volume=+10%, aht=+5%." "$headcount" explain shop -o busy --agent A001 -q
tells explain-chinese "0 1" "按原计划：" "$headcount" explain shop -o busy --agent A001 -q --lang zh
tells explain-json "0 1" '"as_planned": true' "$headcount" explain shop -o busy --agent A001 -q --json
tells report "0 1" "As planned: volume=+10%" "$headcount" report shop -o busy
say report-page "$(grep -q 'what if: volume=+10%, aht=+5%' busy/report.html || echo 'the page does not know the variant')"
"$headcount" explain shop -o busy --day 2027-03-16 --json -q >own.json
"$headcount" explain shop -o busy --set volume=+10% --set aht=+5% --day 2027-03-16 --json -q >given.json
say explain-same "$(cmp own.json given.json)"

# Another wish than the plan's.
tells check-other 2 'busy was planned otherwise (volume=+10%, aht=+5%) than it would be judged (volume=+40%)' \
    "$headcount" check shop -o busy --set volume=+40%
tells check-other-remedy 2 'want --roster busy/roster.csv and another folder (-o)' "$headcount" check shop -o busy --set volume=+40%
say check-other-keeps "$(same_answer busy/summary.json planned.json)"
tells check-elsewhere "0 1" "Planned: volume=+10%, aht=+5%; judged: volume=+40%." \
    "$headcount" check shop --roster busy/roster.csv -o what-if --set volume=+40%
tells check-elsewhere-json "0 1" '"as_planned": false' "$headcount" check shop --roster busy/roster.csv -o what-if --set volume=+40% --json
tells check-elsewhere-as-planned "0 1" "As planned: volume=+10%, aht=+5%." "$headcount" check shop --roster busy/roster.csv -o elsewhere
say elsewhere-same "$(diff <(judged busy) <(judged elsewhere))"
tells explain-other "0 1" "Planned: volume=+10%, aht=+5%; judged: volume=+40%." \
    "$headcount" explain shop -o busy --set volume=+40% --agent A001 -q
"$headcount" plan shop -o plain -q --effort 0.02
tells plain "0 1" "!planned" "$headcount" check shop -o plain
tells plain-other 2 'plain was planned otherwise (as the scenario is) than it would be judged (volume=+40%)' "$headcount" check shop -o plain --set volume=+40%

# The files it started from.
"$headcount" forecast shop --set volume=-10% -o first -q
"$headcount" schedule shop --forecast first/forecast.csv -o second -q --effort 0.02
cp second/summary.json second.json
tells forecast "0 1" "As planned: from first/forecast.csv." "$headcount" check shop -o second
say forecast-same-bytes "$(same_answer second/summary.json second.json)"
cp first/forecast.csv moved.csv
tells forecast-moved "0 1" "As planned: from first/forecast.csv." "$headcount" check shop -o second --forecast moved.csv
sed '2s/,[0-9.]*$/,999/' first/forecast.csv >other.csv
tells forecast-other 2 "second was planned otherwise (from moved.csv) than it would be judged (from other.csv)" "$headcount" check shop -o second --forecast other.csv
tells forecast-moved-since "0 1" "As planned: from moved.csv." "$headcount" check shop -o second --forecast first/forecast.csv
cp other.csv first/forecast.csv
tells forecast-changed "0 1" "Changed since it was planned: first/forecast.csv." "$headcount" explain shop -o second --agent A001 -q
rm first/forecast.csv
tells forecast-gone 2 "first/forecast.csv: the plan started from it" "$headcount" explain shop -o second --agent A001 -q
"$headcount" staffing shop -o first -q
"$headcount" schedule shop --requirement first/requirement.csv -o third -q --effort 0.02
tells requirement "0 1" "As planned: from first/requirement.csv." "$headcount" check shop -o third
"$headcount" forecast shop -o own -q
cp own/forecast.csv own.csv
tells reads-what-it-writes 2 "own/forecast.csv would be read and written" \
    "$headcount" schedule shop --forecast own/forecast.csv --set volume=+10% -o own --effort 0.02
say reads-what-it-writes-kept "$(cmp own/forecast.csv own.csv)"

# The scenario has changed since.
sed -i 's/"within_s": [0-9]*/"within_s": 25/' shop/scenario.json
tells changed "0 1" "Changed since it was planned: scenario.json." "$headcount" explain shop -o busy --agent A001 -q
tells changed-chinese "0 1" "排班之后有改动：scenario.json。" "$headcount" explain shop -o busy --agent A001 -q --lang zh
tells changed-json "0 1" '"changed_since": ["scenario.json"]' "$headcount" explain shop -o busy --agent A001 -q --json
"$headcount" report shop -o busy -q
say changed-page "$(grep -q 'changed since it was planned: scenario.json' busy/report.html || echo 'not on the page')"
printf '{"variants": 5}\n' >busy/summary.json
tells broken 2 "busy/summary.json:1:" "$headcount" explain shop -o busy --agent A001 -q
