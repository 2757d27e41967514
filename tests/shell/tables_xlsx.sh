#!/usr/bin/env bash
# The tables of a scenario as workbooks (dates, times of day and numbers as Excel stores them) give the roster their CSV
# forms give, and are named with their hashes in summary.json.
set -u
cd "$(dirname "$0")/../.."
headcount=$(realpath "${BUILD:-build}/headcount")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cp -r tests/bad/base "$work/csv" && cp -r tests/bad/base "$work/xlsx"
for file in tests/model/*.xlsx; do
    rm "$work/xlsx/$(basename "$file" .xlsx).csv" && cp "$file" "$work/xlsx/"
done
cd "$work" || exit 1
for form in csv xlsx; do "$headcount" plan $form -o out-$form -q 2>stderr || echo "FAIL tables_xlsx/$form: $(cat stderr)"; done
if cmp -s out-csv/roster.csv out-xlsx/roster.csv; then echo "ok tables_xlsx/roster"; else echo "FAIL tables_xlsx/roster: another one"; fi
if grep -q '"file": "agents.xlsx", "sha256": "[0-9a-f]\{64\}"' out-xlsx/summary.json; then
    echo "ok tables_xlsx/inputs"
else
    echo "FAIL tables_xlsx/inputs: summary.json does not name agents.xlsx"
fi
