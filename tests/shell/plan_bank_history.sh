#!/usr/bin/env bash
# `plan` on real calls: a scenario laid out in a temporary folder around the shared bank history (weekdays 7 to 21, about
# 33,000 calls a day), for its last week, which the forecast must not look at. 300 full-time and 220 part-time people hold
# about 15,400 hours of work; the goal in every half hour would need about 14,200.
set -u
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
data=${HEADCOUNT_SHARED:-../shared}/data/bank_calls_30min.csv
[ -e "$data" ] || { echo "skip plan_bank_history: no $data"; exit 0; }
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT

cp "$data" "$folder/history.csv"
cat >"$folder/scenario.json" <<'END'
{
  "name": "Bank, real calls",
  "time_zone": "America/New_York",
  "interval_min": 30,
  "break_step_min": 15,
  "horizon": {"start": "2003-08-25", "weeks": 1, "week_starts": "mon"},
  "open": {"mon-fri": ["07:00-21:00"]},
  "queues": [{
    "name": "calls", "history": "history.csv", "columns": {"start": ["date", "start"], "offered": "calls"},
    "aht_s": 280, "patience_s": 390, "model": "erlang_a",
    "goal": {"service_level": 0.80, "within_s": 20, "definition": "offered", "scope": "day", "floor": 0.50},
    "peaks": [{"days": "mon-fri", "hours": ["10:00-12:00", "14:00-16:00"], "service_level": 0.80, "within_s": 20}],
    "min_agents": 2
  }],
  "shrinkage": [{"kind": "sickness", "part": "absence", "share": 0.04},
                {"kind": "short breaks and systems", "part": "unavailability", "share": 0.05}],
  "penalties": {"under_per_agent_h": 100, "under_peak_per_agent_h": 300, "over_per_agent_h": 1, "no_two_days_off_together": 10},
  "solver": {"gap": 0.01, "effort": 1.0, "seed": 1}
}
END
cat >"$folder/contracts.csv" <<'END'
contract,wage_h,hours_day_min,hours_day_max,hours_week_min,hours_week_max,days_week_min,days_week_max,rest_h,consecutive_max,use
full,20,8,8,40,40,5,5,11,5,must
part,18,4,6,20,20,4,5,11,5,may
END
cat >"$folder/shifts.csv" <<'END'
shift,contract,days,start_from,start_to,start_step,length_from,length_to,lunch_min,lunch_paid,lunch_from,lunch_to,breaks
F,full,mon-fri,07:00,12:30,0:30,8:00,8:00,30|60,no,3:30,5:00,15@1:30-2:30 15@6:15-7:30
P4,part,mon-fri,07:00,17:00,0:30,4:00,4:00,0,no,,,15@1:30-2:30
P5,part,mon-fri,07:00,16:00,0:30,5:00,5:00,0,no,,,15@1:30-3:15
P6,part,mon-fri,07:00,15:00,0:30,6:00,6:00,0,no,,,15@2:00-4:00
END
cat >"$folder/events.csv" <<'END'
from,to,queue,kind,name,open,factor,premium
2003-05-26,2003-05-26,,holiday,Memorial Day,closed,,
2003-07-04,2003-07-04,,holiday,Independence Day,closed,,
END
{
    echo "agent,name,contract,team,site,skills"
    for i in $(seq 300); do echo "F$i,Full $i,full,red,north,calls"; done
    for i in $(seq 220); do echo "P$i,Part $i,part,blue,north,calls"; done
} >"$folder/agents.csv"

check() { # name, condition as a command
    local name=$1; shift
    if "$@"; then echo "ok plan_bank_history_$name"; else echo "FAIL plan_bank_history_$name"; sed -n 1,30p "$folder/out"; fi
}
"$build"/headcount plan "$folder" -o "$folder/plan" >"$folder/out" 2>"$folder/err"; code=$?
cat "$folder/err"
check runs test "$code" -le 1
check goal_met test "$code" -eq 0
check files test -s "$folder/plan/roster.csv" -a -s "$folder/plan/forecast.csv" -a -s "$folder/plan/summary.json"
check no_rule_broken test "$(wc -l <"$folder/plan/violations.csv")" -eq 1
tr -s ' \n' ' ' <"$folder/out" >"$folder/line" # the summary wraps its lines
check gaps_named grep -qi "no rows on 2003-04-04 and 2003-04-07" "$folder/line"
check holidays_named grep -q "Memorial Day (2003-05-26), Independence Day (2003-07-04)" "$folder/line"
# The week that came, 2003-08-25 to 29, against its forecast: within 9 % interval by interval (methods err by 5 to 8 %).
within() {
    awk -F, -v most="$1" 'FNR == NR { if (FNR > 1) actual[$1 "T" $2] = $3; next }
        FNR > 1 { t = substr($2, 1, 16); wrong += ($4 > actual[t] ? $4 - actual[t] : actual[t] - $4); sum += actual[t] }
        END { exit !(sum > 100000 && wrong / sum < most) }' "$folder/history.csv" "$folder/plan/forecast.csv"
}
check forecast_near_what_came within 0.09
