#!/usr/bin/env bash
# A wrong cell is blamed on its own table alone: what names it elsewhere is not blamed with it. Every column of the tables
# others refer to gets a wrong cell in turn, and so do a few keys of scenario.json.
set -u
. "$(dirname "$0")/../lib/shell.sh"
cp -r scenarios/shop "$work/site"
cd "$work" || exit 1

# Rotations, greatest numbers of shifts and wishes for a shift refer to all there is.
printf 'rotation,day,shift\nturn,1,early\nturn,2,early\nturn,3,off\n' >site/rotations.csv
cp site/agents.csv agents.csv
awk -F, -v OFS=, 'NR == 1 { print $0, "shifts_max", "rotation"; next } $3 == "full" { print $0, "early=6", $1 == "A003" ? "turn" : ""; next }
    { print $0, "part=6", "" }' agents.csv >site/agents.csv
printf 'A001,2027-03-18,for,,early,3\n' >>site/requests.csv
"$headcount" check site --roster nothing.csv >log 2>&1
say sound "$(grep -v '^nothing.csv' log | head -n 2)"

blamed() { # file that is wrong: the faults of others, or that there is none
    "$headcount" check site --roster nothing.csv -o out >log 2>&1
    grep -q "^site/$1" log || echo "no fault of $1: $(head -n 1 log)"
    grep -v -e "^site/$1" -e '^nothing.csv' log | head -n 2
}
spoil() { # file, row, column: puts a wrong word there
    awk -F, -v OFS=, -v row="$2" -v column="$3" 'NR == row { $column = "=zz?" } { print }' "$1.good" >"$1"
}
for table in contracts shifts rotations; do
    cp site/$table.csv site/$table.csv.good
    columns=$(head -n 1 site/$table.csv | tr ',' '\n' | grep -c .)
    for column in $(seq 1 "$columns"); do
        name=$(head -n 1 site/$table.csv | cut -d, -f"$column")
        case $name in shift) [ $table = shifts ] && continue ;; contract) [ $table = contracts ] && continue ;; rotation) continue ;; esac
        spoil site/$table.csv 2 "$column"
        "$headcount" check site --roster nothing.csv -o out >log 2>&1
        # A word may be as good as another (a remark): then nothing is wrong.
        if grep -q '^site/' log; then say "$table-$name" "$(blamed $table.csv)"; fi
    done
    { head -n 1 site/$table.csv.good | sed 's/,[^,]*$/,what/'; tail -n +2 site/$table.csv.good; } >site/$table.csv
    say "$table-header" "$(blamed $table.csv)"
    mv site/$table.csv.good site/$table.csv
done
cp site/scenario.json site/scenario.json.good
sed 's/"name": "orders"/"name": 5/' site/scenario.json.good >site/scenario.json
say queue-name "$(blamed scenario.json)"
sed 's/"max_seats": *[0-9]*/"max_seats": "many"/' site/scenario.json.good >site/scenario.json
say queue-seats "$(blamed scenario.json)"
mv site/scenario.json.good site/scenario.json

# What is wrong by itself is still told beside it.
sed -i '2s/,8,/,eight,/' site/contracts.csv
sed -i '3s/,orders,/,order,/' site/agents.csv
"$headcount" check site --roster nothing.csv -o out >log 2>&1
say own-faults-too "$(grep -q '^site/contracts.csv:2:' log && grep -q '^site/agents.csv:3:' log || cat log)"
# An agent's contract that no row of contracts.csv has is told although another cell of that table is wrong; not where a name
# of it is missing, or nothing of it can be read: but then what is wrong in agents.csv itself.
sed -i '4s/,full,/,ful,/' site/agents.csv
"$headcount" check site --roster nothing.csv -o out >log 2>&1
say contract-unknown-too "$(grep -q '^site/contracts.csv:2:' log && grep -q '^site/agents.csv:4:.*"ful"; want a contract' log || cat log)"
cp site/contracts.csv contracts.good
sed -i '2s/^full,/,/' site/contracts.csv
"$headcount" check site --roster nothing.csv -o out >log 2>&1
say contract-nameless "$(grep -q '^site/contracts.csv:2:' log && ! grep '^site/agents.csv:.*want a contract' log || cat log)"
sed '1s/.*/a,b,c/' contracts.good >site/contracts.csv
"$headcount" check site --roster nothing.csv -o out >log 2>&1
say contracts-unreadable "$(grep -q '^site/contracts.csv:' log && grep -q '^site/agents.csv:3:' log && ! grep '^site/agents.csv:.*want a contract' log || cat log)"
