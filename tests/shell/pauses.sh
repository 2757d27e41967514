#!/usr/bin/env bash
# The rules inside a shift on a hundred people: pauses every 5 minutes with intervals of 30, longest stretch, gap between
# pauses, breaks by length, split shifts. The roster keeps them all by check's word, check counts the same money and bound.
set -u
. "$(dirname "$0")/../lib/shell.sh"

cp -r scenarios/bank "$work/bank" && cd "$work" || exit 1
sed -i 's/"break_step_min": *[0-9]*/"break_step_min": 5/' bank/scenario.json
cat >bank/shifts.csv <<'CSV'
shift,contract,days,start_from,start_to,start_step,length_from,length_to,length_step,lunch_min,lunch_paid,lunch_from,lunch_to,breaks,stretch_max,gap_min,split_min,split_from,split_to,split_part,split_pay
F,full,mon-fri,07:00,12:30,0:30,8:00,8:00,,30|60,no,2:30,6:00,15@0:30-4:30 15@4:00-8:00,2:30,75,,,,,
P,part,mon-fri,07:00,17:00,0:30,4:00,6:00,1:00,0,no,,,15@1:00-3:00; 15@3:00-5:00 if >=6h,2:30,60,,,,,
P6,part,mon-fri,07:00,12:00,0:30,5:00,6:00,1:00,0,no,,,15@0:30-8:00,2:30,60,120|180|240,2:00,4:00,120,10
CSV
"$headcount" plan bank -o out -q >plan.txt 2>&1; code=$?
say plan "$([ $code -eq 0 ] || echo "exit code $code: $(tail -n 3 plan.txt)")"
say rules_kept "$([ "$(wc -l <out/violations.csv)" -eq 1 ] || sed -n 2,3p out/violations.csv)"
say split_shifts "$(grep -q ',split,' out/roster.csv || echo none)"
say split_in_the_grid "$(grep -qE ',[0-9:]{5}-[0-9:]{5} [0-9:]{5}-[0-9:]{5}' out/roster_grid.csv || echo "no cell with two parts")"
say fine_grid "$(grep -qE ',break,,[^,]*T[0-9]{2}:(05|10|20|25|35|40|50|55)' out/roster.csv || grep -m1 ,break, out/roster.csv)"
cp out/summary.json plan.json
"$headcount" check bank -o out -q >check.txt 2>&1; code=$?
say check "$([ $code -eq 0 ] || echo "exit code $code: $(tail -n 3 check.txt)")"
for what in objective lower_bound; do
    say "check_$what" "$([ "$(grep -m1 "\"$what\"" plan.json)" = "$(grep -m1 "\"$what\"" out/summary.json)" ] || echo differs)"
done
# rows left out
awk -F, 'NR == 1 || $4 != "break"' out/roster.csv >fewer.csv
"$headcount" check bank -o bad --roster fewer.csv -q >check.txt 2>&1
say breaks_missed "$(grep -q '^overlap\|^one_shift\|^activities\|^breaks' bad/violations.csv || head -n 3 bad/violations.csv)"
