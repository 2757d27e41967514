#!/usr/bin/env bash
# The calculator: known answers, each unknown solved for and measured back, bad options; and --batch on every reference file.
set -u
cd "$(dirname "$0")/../.."
run=$PWD/${BUILD:-build}/headcount
shared=${HEADCOUNT_SHARED:-../shared}
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
ok() { echo "ok erlang_$1"; }
fail() { echo "FAIL erlang_$1: $2"; }
value() { awk -v key="$1" '{sub(/^\*/, " ")} $1 == key {print $2}'; }
# near NAME GOT WANT TOLERANCE
near() {
    if awk -v a="$2" -v b="$3" -v e="$4" 'BEGIN {d = a - b; if (d < 0) d = -d; exit !(a != "" && d <= e)}'; then ok "$1"
    else fail "$1" "got '$2', want $3"; fi
}
refused() { # NAME PATTERN arguments
    local name=$1 pattern=$2 code; shift 2
    "$run" erlang "$@" >"$dir/out" 2>"$dir/log"; code=$?
    if [ $code -eq 2 ] && [ ! -s "$dir/out" ] && grep -q -- "$pattern" "$dir/log"; then ok "$name"
    else fail "$name" "exit code $code: $(cat "$dir/log")"; fi
}
# Erlang C, 10 erlangs on 14 agents: P(wait) 0.1741 (any table); 21 erlangs at occupancy 0.7 are 30 agents, not 31.
near c_p_wait "$("$run" erlang c --calls 100 --interval 1800 --aht 180 --agents 14 --within 20 | value p_wait)" 0.174132 1e-6
near c_agents "$("$run" erlang c --calls 210 --interval 1800 --aht 180 --occupancy 0.7 | value agents)" 30 0
near b_trunks "$("$run" erlang b --calls 300 --aht 180 --block 0.01 | value agents)" 42 0
near zero_calls "$("$run" erlang c --calls 0 --aht 180 --sl 0.8 | value agents)" 0 0
# What is solved for gives the goal back when it is put in.
calls=$("$run" erlang a --agents 14 --aht 180 --patience 300 --sl 0.8 | value calls)
near a_calls_back "$("$run" erlang a --agents 14 --aht 180 --patience 300 --calls "$calls" | value sl)" 0.8 1e-6
aht=$("$run" erlang c --agents 14 --calls 100 --asa 30 | value aht)
near c_aht_back "$("$run" erlang c --agents 14 --calls 100 --aht "$aht" | value asa)" 30 1e-4
within=$("$run" erlang c --agents 11 --calls 100 --aht 180 --sl 0.8 | value within)
near c_within_back "$("$run" erlang c --agents 11 --calls 100 --aht 180 --within "$within" | value sl)" 0.8 1e-6
patience=$("$run" erlang a --agents 11 --calls 100 --aht 180 --abandon 0.05 | value patience)
near a_patience_back "$("$run" erlang a --agents 11 --calls 100 --aht 180 --patience "$patience" | value p_abandon)" 0.05 1e-7
"$run" erlang c --calls 100 --aht 180 --agents 11 --sl 0.8 >/dev/null 2>"$dir/log"; [ $? -eq 0 ] && grep -q . "$dir/log" && fail missed "$(cat "$dir/log")" || ok missed
"$run" erlang c --calls 100 --aht 180 --agents 11 --sl 0.8 --within 20 >/dev/null 2>&1; [ $? -eq 1 ] && ok goal_missed_exit || fail goal_missed_exit "want exit code 1"
near chat_capacity "$("$run" erlang chat --calls 60 --aht 480 --rates 1,1.6 --agents 20 | value sl)" 1 1e-3
near chat_alone "$("$run" erlang chat --calls 60 --aht 480 --rates 1 --agents 20 | value p_wait)" "$("$run" erlang c --calls 60 --aht 480 --agents 20 | value p_wait)" 1e-9
near busyness_none "$("$run" erlang c --calls 100 --aht 180 --agents 13 --busyness 0 | value sl_over_days)" "$("$run" erlang c --calls 100 --aht 180 --agents 13 | value sl)" 1e-9
near trunks "$("$run" erlang c --calls 100 --aht 180 --agents 12 --block 0.01 | value trunks)" 21 0
refused rates_missing 'needs --rates' chat --calls 60 --aht 480 --agents 10
refused rates_bad 'want 1 to 8 numbers' chat --calls 60 --aht 480 --agents 10 --rates 1,x
refused busyness_asa 'only the agents for --sl' c --calls 100 --aht 180 --asa 30 --busyness 0.3
refused abandon_nobody 'exactly 0' a --calls 100 --aht 180 --patience 100 --abandon 0
refused sl_one 'below 1' c --calls 100 --aht 180 --sl 1
"$run" erlang redial --calls 100 --aht 180 --patience 60 --redial-abandoned 1 --agents 9 2>"$dir/log" >/dev/null
grep -q 'no steady state' "$dir/log" && ok redial_diverges || fail redial_diverges "$(cat "$dir/log")"
refused two_unknowns 'want one unknown at most' c --aht 180 --sl 0.8
refused no_goal 'a goal is needed' c --calls 10 --aht 180
refused no_model 'want b, c, a, finite, redial or chat' d --calls 10
refused no_patience 'needs --patience' a --calls 10 --aht 180 --agents 3
refused not_here 'no meaning' c --calls 10 --aht 180 --agents 3 --patience 100
refused negative 'want a number from' c --calls -3 --aht 180 --agents 3
refused not_a_number 'is nan' c --calls nan --aht 180 --agents 3

# A wrong row gets its error, the others their answers, and the exit code says so.
printf 'n,a\n5,3\nx,2\n3\n0,1\n' >"$dir/b.csv"
"$run" erlang b --batch "$dir/b.csv" --columns b >"$dir/out" 2>/dev/null; code=$?
[ $code -eq 2 ] && [ "$(wc -l <"$dir/out")" -eq 5 ] && [ "$(sed -n 5p "$dir/out")" = "1," ] && grep -q '^,"n is ""x""' "$dir/out" &&
    ok batch_wrong_rows || fail batch_wrong_rows "exit code $code: $(cat "$dir/out")"
refused batch_column 'no answer bb' b --batch "$dir/b.csv" --columns bb
refused batch_missing_column 'no column aht_s' c --batch "$dir/b.csv"
refused batch_no_file 'nowhere' c --batch "$dir/nowhere.csv"
: >"$dir/empty.csv"; refused batch_empty 'no header' c --batch "$dir/empty.csv"
# Rows that cross the pieces of the stream are answered once, in order.
awk 'BEGIN {print "n,a"; for (i = 0; i < 700000; i++) print i % 50 "," 1 + i % 9}' >"$dir/long.csv"
"$run" erlang b --batch "$dir/long.csv" --columns b >"$dir/out"
head -n 451 "$dir/long.csv" >"$dir/short.csv"; "$run" erlang b --batch "$dir/short.csv" --columns b | tail -n +2 >"$dir/want"
awk 'NR > 1 {print $0 > ("'"$dir"'/part" int((NR - 2) / 450))}' "$dir/out"
# 700000 rows are 1555 times 450 and a rest.
bad=0; for i in 0 400 777 1554; do cmp -s "$dir/part$i" "$dir/want" || bad=1; done
[ $bad -eq 0 ] && ok batch_pieces || fail batch_pieces "answers differ between pieces of the stream"

# Every row of the reference files, every answer column, relative 1e-9 (absolute 1e-8 for transient, as their README has it).
for pair in b:erlangb c:erlangc least-c:erlangc_minn a:erlanga least-a:erlanga_minn finite:mmnk redial:retrial inverse:inverse transient:timevar; do
    model=${pair%%:*} file=$shared/vectors/${pair##*:}_public.csv
    [ -e "$file" ] || { echo "skip erlang_batch_$model: $file is not there"; continue; }
    "$run" erlang "$model" --batch "$file" >"$dir/got.csv" 2>"$dir/log" || { fail "batch_$model" "$(cat "$dir/log")"; continue; }
    awk -F, -v absolute="$([ "$model" = transient ] && echo 1)" '
        FNR == 1 { file++; for (i = 1; i <= NF; i++) name[file, i] = $i; columns[file] = NF; next }
        file == 1 { for (i = 1; i <= NF; i++) want[FNR, name[1, i]] = $i; rows = FNR; next }
        { got_rows = FNR; if ($NF != "") { print "row " FNR ": " $NF; bad = 1 }
          for (i = 1; i < columns[2]; i++) {
            w = want[FNR, name[2, i]]; g = $i; seen++
            if (w == g || w == "inf" && g == "inf" || w == "nan" && g == "nan") continue
            d = g - w; if (d < 0) d = -d; m = w < 0 ? -w : w; if (m < 1e-60) m = 1e-60 # the digits of a reference 0 (retrial)
            if (d > (absolute ? 1e-8 : 1e-9 * m + 1e-14) && !(m < 1e-300)) { print "row " FNR " " name[2, i] ": " g ", want " w; bad = 1 } } }
        END { if (rows != got_rows || !seen) { print "rows " got_rows " of " rows; bad = 1 } exit bad }' "$file" "$dir/got.csv" >"$dir/bad" &&
        ok "batch_$model" || fail "batch_$model" "$(head -n 3 "$dir/bad" | tr '\n' ';')"
done
