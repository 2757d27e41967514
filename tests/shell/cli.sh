#!/usr/bin/env bash
# The command line itself: help, unknown words, exit codes, whole-or-nothing output, same bytes on one and two threads.
set -u
cd "$(dirname "$0")/../.."
run=$PWD/${BUILD:-build}/headcount
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
ok() { echo "ok cli_$1"; }
fail() { echo "FAIL cli_$1: $2"; }
# expect NAME CODE PATTERN command...: exit code and a pattern in stdout or stderr
expect() {
    local name=$1 code=$2 pattern=$3 got; shift 3
    "$@" >"$dir/log" 2>&1; got=$?
    if [ $got -ne "$code" ]; then fail "$name" "exit code $got, want $code: $(head -c 300 "$dir/log")"
    elif ! grep -qE -- "$pattern" "$dir/log"; then fail "$name" "no '$pattern' in: $(head -c 300 "$dir/log")"
    else ok "$name"; fi
}
expect no_command 2 'usage: headcount' "$run"
expect help 0 'plan .*history to roster' "$run" --help
expect help_plan 0 '--set WHAT=VALUE' "$run" plan --help
expect version 0 '^headcount [0-9]' "$run" --version
expect unknown_command 2 'did you mean plan' "$run" plam
expect unknown_option 2 'unknown option --sead; did you mean --seed' "$run" plan scenarios/shop --sead 3
expect option_range 2 '--threads is 0; want a whole number' "$run" plan scenarios/shop --threads 0
expect option_value 2 '--seed wants N after it' "$run" plan scenarios/shop --seed
expect too_many 2 'one argument too many: b' "$run" plan a b
expect no_scenario 2 'there is no such folder' "$run" plan "$dir/nowhere"
"$run" plan scenarios/shop --effrt 1 -o "$dir/bad" >"$dir/said" 2>&1
[ "$(grep -c . "$dir/said")" -eq 1 ] && grep -q 'did you mean --effort' "$dir/said" && echo "ok cli_one_slip" || echo "FAIL cli_one_slip: $(cat "$dir/said")"
expect bad_set 2 'volum' "$run" plan scenarios/shop --set volum=+10% -o "$dir/bad"
: >"$dir/a_file"; expect out_is_a_file 2 'want a folder' "$run" plan scenarios/shop -o "$dir/a_file"
[ -e "$dir/bad" ] && fail bad_set_writes "an output folder was made" || ok bad_set_writes

for n in 1 2; do
    "$run" plan scenarios/shop --seed 7 --threads $n -o "$dir/out$n" >"$dir/text$n" 2>"$dir/err$n"
    code=$?; [ $code -le 1 ] || fail "plan_threads_$n" "exit code $code: $(head -c 300 "$dir/err$n")"
    [ -s "$dir/err$n" ] && fail "quiet_stderr_$n" "$(head -c 200 "$dir/err$n")" || ok "quiet_stderr_$n"
done
if diff -rq -x run.json "$dir/out1" "$dir/out2" >"$dir/diff" && [ -s "$dir/out1/roster.csv" ]; then ok same_bytes_on_two_threads
else fail same_bytes_on_two_threads "$(cat "$dir/diff")"; fi
for f in forecast.csv requirement.csv roster.csv roster_grid.csv coverage.csv bound.csv violations.csv summary.json run.json report.html headcount.xlsx roster.ics; do
    [ -s "$dir/out1/$f" ] && ok "writes_$f" || fail "writes_$f" "missing or empty"
done

# Each stage from the files of the one before gives the same tables.
"$run" forecast scenarios/shop -o "$dir/steps" -q && "$run" staffing scenarios/shop --forecast "$dir/steps/forecast.csv" -o "$dir/steps" -q
for f in forecast.csv requirement.csv; do
    cmp -s "$dir/out1/$f" "$dir/steps/$f" && ok "stage_$f" || fail "stage_$f" "differs from plan's"
done
cp "$dir/out1/roster.csv" "$dir/out1/bound.csv" "$dir/steps"
"$run" check scenarios/shop -o "$dir/steps" -q
for f in coverage.csv violations.csv; do
    cmp -s "$dir/out1/$f" "$dir/steps/$f" && ok "stage_$f" || fail "stage_$f" "differs from plan's"
done

# A roster with a shift taken out breaks a rule or the goal: exit code 1, and the answer says which.
head -n 1 "$dir/out1/roster.csv" >"$dir/empty_roster.csv"
expect check_empty_roster 1 'goal' "$run" check scenarios/shop --roster "$dir/empty_roster.csv" -o "$dir/judged"
expect plan_volume 0 'written to' sh -c "'$run' plan scenarios/shop --set volume=+40% --seed 7 -o '$dir/busy' || [ \$? -eq 1 ] && echo written to"
cmp -s "$dir/out1/forecast.csv" "$dir/busy/forecast.csv" && fail set_changes_forecast "same forecast" || ok set_changes_forecast
expect json 0 '"objective"' sh -c "'$run' plan scenarios/shop --json --seed 7 -o '$dir/json' || [ \$? -eq 1 ]"

expect init 0 'a scenario is in' "$run" init "$dir/site"
expect init_again 2 'scenario.json' "$run" init "$dir/site"
"$run" plan "$dir/site" -o "$dir/site_out" >/dev/null 2>"$dir/log"; code=$?
[ $code -le 1 ] && ok init_plans || fail init_plans "exit code $code: $(head -c 300 "$dir/log")"
