#!/usr/bin/env bash
# import: messy exports and what is said of them, by golden files (tests/import/good); the reference exports; writing.
# UPDATE=1 writes the golden files anew: read the difference before committing it.
set -u
cd "$(dirname "$0")/../.."
hc=$(realpath "${BUILD:-build}/headcount")
shared=${HEADCOUNT_SHARED:-../shared}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
ok() { echo "ok import: $1"; }
fail() { echo "FAIL import: $1: $2"; }

for file in tests/import/good/*.csv tests/import/good/*.xlsx; do
    [ -e "$file" ] || continue
    base=${file%.*} name=$(basename "${file%.*}")
    args=(); [ -e "$base.args" ] && eval "args=($(cat "$base.args"))"
    { "$hc" import "$file" ${args[@]+"${args[@]}"} -o "$work/$name.out.csv"; echo "exit code $?"; echo; cat "$work/$name.out.csv"; } 2>&1 |
        sed "s|$work|WORK|" >"$work/$name.txt"
    [ -n "${UPDATE:-}" ] && cp "$work/$name.txt" "$base.txt"
    if cmp -s "$work/$name.txt" "$base.txt"; then ok "$name"; else fail "$name" "not as in $base.txt"; diff "$base.txt" "$work/$name.txt" | head -20; fi
done

# what was written reads back as the same history
"$hc" import tests/import/good/us_dates.csv -q -o "$work/a.csv" && "$hc" import "$work/a.csv" -q -o "$work/b.csv" &&
    cmp -s "$work/a.csv" "$work/b.csv" && ok "a history imports as itself" || fail "a history imports as itself" "it changed"

# nothing is written over unless asked for; without -o nothing is written at all
echo keep >"$work/old.csv"
if "$hc" import tests/import/good/ends.csv -o "$work/old.csv" >"$work/log" 2>&1; then fail "existing file" "replaced"
elif [ "$(cat "$work/old.csv")" = keep ] && grep -q "is there already; say --force" "$work/log" && grep -q "2026-" "$work/log"; then ok "existing file"
else fail "existing file" "$(cat "$work/log")"; fi
"$hc" import tests/import/good/ends.csv -o "$work/old.csv" --force >/dev/null && grep -q 2026 "$work/old.csv" && ok "--force replaces" || fail "--force replaces" "it did not"
here=$PWD
(mkdir "$work/look" && cd "$work/look" && "$hc" import "$here/tests/import/good/ends.csv" >/dev/null; ls "$work/look") >"$work/log"
[ -s "$work/log" ] && fail "no -o" "wrote $(cat "$work/log")" || ok "no -o"

# a pipe will do
"$hc" import /dev/stdin -q -o "$work/pipe.csv" <tests/import/good/us_dates.csv && cat tests/import/good/us_dates.csv | "$hc" import /dev/stdin -q -o "$work/pipe2.csv" &&
    cmp -s "$work/a.csv" "$work/pipe.csv" && cmp -s "$work/a.csv" "$work/pipe2.csv" && ok "a pipe" || fail "a pipe" "not as from the file"

# choices are remembered
"$hc" import tests/import/good/titles_and_totals.csv --map date=Datum --map time=Zeit --decimal comma --queue shop \
    -o "$work/c.csv" --save-mapping "$work/m.json" -q &&
    "$hc" import tests/import/good/titles_and_totals.csv --mapping "$work/m.json" -o "$work/d.csv" -q &&
    cmp -s "$work/c.csv" "$work/d.csv" && grep -q '"decimal": "comma"' "$work/m.json" && ok "mapping file" || fail "mapping file" "$(cat "$work/m.json")"
# and what one month's file showed, for the next that does not
printf 'date;time;offered;aht\n13/03/2026;08:00;1.396;183,5\n16/03/2026;08:30;210;190,25\n' >"$work/march.csv"
printf 'date;time;offered;aht\n04/05/2026;08:00;1.234;183\n05/05/2026;08:30;1.210;190\n' >"$work/may.csv"
"$hc" import "$work/march.csv" --save-mapping "$work/found.json" -q; "$hc" import "$work/may.csv" --mapping "$work/found.json" -q -o "$work/may.out" 2>"$work/log"
grep -q '"date_order": "dmy"' "$work/found.json" && grep -q '2026-05-04T08:00.*,1234' "$work/may.out" && ok "mapping file of what was found" ||
    fail "mapping file of what was found" "$(cat "$work/found.json" "$work/log" "$work/may.out")"
sed 's/offered/ofered/; s/"date"/"dat"/' "$work/m.json" >"$work/wrong.json"
"$hc" import tests/import/good/titles_and_totals.csv --mapping "$work/wrong.json" >"$work/log" 2>&1
[ $? = 2 ] && grep -q 'wrong.json:3:.*there is no field dat; did you mean "date"' "$work/log" && ok "mapping file with an unknown field" ||
    fail "mapping file with an unknown field" "$(cat "$work/log")"

# JSON is JSON, on standard output alone
"$hc" import tests/import/good/call_records.csv --outcome VOICEMAIL=ignored --json >"$work/j.json" 2>"$work/log"
if command -v python3 >/dev/null; then
    python3 -c 'import json,sys; s=json.load(open(sys.argv[1])); assert s["rows_are"]=="calls" and s["calls"]["answered"]==3 and s["queues"]==["sales","service"]' "$work/j.json" &&
        ok "--json" || fail "--json" "$(head -5 "$work/j.json")"
else
    echo "skip import: --json: no python3"
fi

# the reference exports
if [ ! -d "$shared/data" ]; then
    echo "skip import: reference exports: no $shared/data"
    exit 0
fi
says() { # NAME FILE ARGUMENTS... -- TEXT...: the summary holds every text
    local name=$1 args=(); shift
    while [ "$1" != -- ]; do args+=("$1"); shift; done; shift
    "$hc" import "${args[@]}" >"$work/log" 2>&1; local code=$?
    for text in "$@"; do
        grep -qF -- "$text" "$work/log" || { fail "$name" "no \"$text\" (exit code $code)"; return; }
    done
    ok "$name"
}
says bank_calls_30min "$shared/data/bank_calls_30min.csv" -o "$work/bank.csv" -- "3,528 rows" "2003-03-03 to 2003-08-29, 126 days" \
    "every 30 min" "4,089,239" "2003-04-04" "2003-04-07" "2003-05-26" "3528 rows"
says bank_calls_5min "$shared/data/bank_calls_5min.csv" -- "every 5 min" "126 days"
says "bank 5 min to 30 min" "$shared/data/bank_calls_5min.csv" --interval 30 -o "$work/bank5.csv" -- "every 30 min"
# the 5-minute file has the calls of 21:00 besides
cmp -s <(grep -v T21:00 "$work/bank5.csv") "$work/bank.csv" && ok "5 minutes add up to 30" || fail "5 minutes add up to 30" "the files differ"
says israel_bank_calls "$shared/data/israel_bank_calls_jan.csv" -- "31,599 records" "30,140" "27,060" "of them lost: 18.5 %" \
    "183.5 s  mean of 27,060 calls; cv^2 1.57" "368.9 s  mean" "1999-01-11 and 1999-01-12" "answered calls with a handle time of 0: 277"
says israel_bank_kpis "$shared/data/israel_bank_30min_kpis_jan.csv" -- '"handle_s" is taken for the sum' "183.5 s" "also holds waits of those who hung up"
says daily_semicolon "$shared/data/raw/daily_semicolon_bom.csv" --profile "$work/bank.csv" -- "1,155 rows" "2013-01-01 to 2016-02-29" "5,545,953"
says daily_semicolon_alone "$shared/data/raw/daily_semicolon_bom.csv" -- "--profile FILE"
says daily_kpis "$shared/data/raw/daily_kpis_percent_hms.csv" --profile "$work/bank.csv" --first-date 2022-01-01 -- "248,373" "159.5 s" "29.8 s"
says daily_kpis_alone "$shared/data/raw/daily_kpis_percent_hms.csv" --profile "$work/bank.csv" -- "--first-date DATE"
