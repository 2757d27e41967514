#!/usr/bin/env bash
# bench_schedule: what it prints of a roster is what judges of their own (tests/bench/judge_*.awk, from the formats' descriptions
# alone) count on the file it wrote; known optima; files that are none are named with line and remedy.
set -u
cd "$(dirname "$0")/../.."
bench=$(realpath "${BUILD:-build}/bench_schedule")
shared=${HEADCOUNT_SHARED:-../shared}
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
say() { if [ -z "$2" ]; then echo "ok bench_$1"; else echo "FAIL bench_$1: $2"; fi; } # name, why it failed or nothing

# name, judge, file, objective wanted ("": any), options: the objective printed is the judge's, the bound not above it
judged() {
    local name=$1 judge=$2 file=$3 want=$4 row said counted; shift 4
    row=$("$bench" "$@" -o "$dir" "$file" | tail -n 1)
    IFS=, read -r _ _ said bound _ <<<"$row"
    counted=$(awk -f "tests/bench/judge_$judge.awk" "$file" "$dir/$(basename "${file%.txt}").csv")
    say "$name" "$(awk -v a="$said" -v b="$counted" -v low="$bound" -v want="$want" 'BEGIN {
        if (b !~ /^[0-9.]+$/ || a - b > 0.001 || b - a > 0.001) print "it says " a ", the judge " b
        else if (low > a + 0.001) print "bound " low " above " a
        else if (want != "" && a != want) print a ", the optimum is " want }')"
}

# Two people, three days, a late shift no early one may follow. Each must work two days, P is off on day 2 and so works days 0 and
# 1: of the five shifts wanted one is short, at least the 20 of L on day 1. P on L on day 0 would bar E the day after: the wish
# for it, 3, is not met.
cat >"$dir/small.txt" <<'END'
SECTION_HORIZON
3

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
P,E=3|L=1,1200,900,3,1,1,1
Q,E=3|L=3,1200,960,3,2,1,1

SECTION_DAYS_OFF
P,2

SECTION_SHIFT_ON_REQUESTS
P,0,L,3

SECTION_SHIFT_OFF_REQUESTS
Q,1,L,7

SECTION_COVER
0,E,1,50,1
0,L,1,40,1
1,E,1,30,1
1,L,1,20,1
2,E,1,100,1
END
judged small staff "$dir/small.txt" "23.0000"

broken() { # name, text wanted, sed script on the small file
    sed "$3" "$dir/small.txt" >"$dir/bad.txt"
    local got code; got=$("$bench" "$dir/bad.txt" 2>&1 >/dev/null); code=$?
    say "bad_$1" "$([ $code -eq 2 ] && grep -qF -- "$2" <<<"$got" || echo "exit code $code: $got")"
}
broken shift "bad.txt:13: Z is nobody of SECTION_STAFF" 's/^P,2$/Z,2/'
broken kind "bad.txt:6: X is no shift of SECTION_SHIFTS" 's/^L,600,E/L,600,X/'
broken day "bad.txt:13: day is \"3\"; want 0 to 2" 's/^P,2$/P,3/'
broken cells "bad.txt:25: 4 values; want day, shift, need, weight under, weight over" 's/^1,L,1,20,1/1,L,1,20/'
broken limit "want SHIFT=NUMBER" 's/E=3|L=1/E:3/'
broken section "SECTION_SHIFT is no section" 's/^SECTION_SHIFTS/SECTION_SHIFT/'
broken format "neither a week (it begins with inst) nor named staff (it begins with SECTION_HORIZON)" '1s/.*/hello/'
got=$("$bench" "$dir/none.txt" 2>&1 >/dev/null); code=$?
say bad_missing "$([ $code -eq 2 ] && [ "$got" = "$dir/none.txt: cannot be opened" ] || echo "exit code $code: $got")"
"$bench" --sceonds 5 "$dir/small.txt" >/dev/null 2>&1; code=$?
say bad_option "$([ $code -eq 2 ] || echo "exit code $code")"

if [ -d "$shared/instances" ]; then
    judged staff_1 staff "$shared/instances/curtois/Instance1.txt" 607.0000 --effort 0.2
    judged staff_2 staff "$shared/instances/curtois/Instance2.txt" 828.0000 --effort 0.1
    judged staff_4 staff "$shared/instances/curtois/Instance4.txt" 1716.0000 --effort 0.1
    judged week_bank week "$shared/instances/week/bank-30-30.txt" "" --effort 0.005
    judged week_telecom week "$shared/instances/week/telecom-30-30.txt" "" --effort 0.002
    cp "$dir/Instance4.csv" "$dir/first.csv"
    "$bench" --effort 0.1 --threads 2 -o "$dir" "$shared/instances/curtois/Instance4.txt" >/dev/null
    say repeats "$(cmp "$dir/first.csv" "$dir/Instance4.csv")"
    sed '3s/[0-9]/-1/' "$shared/instances/week/bank-30-30.txt" >"$dir/bad.txt"
    got=$("$bench" "$dir/bad.txt" 2>&1 >/dev/null); code=$?
    say bad_week "$([ $code -eq 2 ] && grep -qF "bad.txt:3: want req and 336 numbers" <<<"$got" || echo "exit code $code: $got")"
else
    echo "skip bench_instances: no $shared/instances"
fi
