#!/usr/bin/env bash
# The scenarios that ship: their made-up files are what tests/gen/generate_scenarios.c writes, and their goals can be met.
set -u
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT

"$build"/generate_scenarios "$folder" || echo "FAIL scenarios_generate: exit code $?"
for file in bank/history.csv bank/agents.csv shop/history.csv shop/agents.csv line/history.csv line/agents.csv; do
    if cmp -s "$folder/$file" "scenarios/$file"; then echo "ok scenarios_same_$file"
    else echo "FAIL scenarios_same_$file: scenarios/$file is not what \`make scenarios\` writes"; fi
done
for name in bank shop line; do
    "$build"/headcount plan "scenarios/$name" -o "$folder/$name-plan" >"$folder/out" 2>&1; code=$?
    if [ $code -eq 0 ]; then echo "ok scenarios_plan_$name"
    else echo "FAIL scenarios_plan_$name: exit code $code: $(sed -n 4p "$folder/out")"; fi
done
