# The head of a shell test: the repository as working folder, the program as $headcount, a folder $work that goes with the test,
# and `say`. Sourced with set -u.
test_name=$(basename "$0" .sh)
cd "$(dirname "$0")/../.." || exit 1
headcount=$(realpath "${BUILD:-build}/headcount")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
say() { # case, why it failed or nothing
    if [ -z "$2" ]; then echo "ok $test_name/$1"; else echo "FAIL $test_name/$1: $2"; fi
}
# Three days of the shop: planned in a fraction of the week's time, with as many rules. Time off and wishes were of other days.
three_days() { # folder
    cp -r scenarios/shop "$1" && sed -i 's/"weeks": 1/"days": 3/' "$1/scenario.json"
    for table in timeoff requests; do sed -i 1q "$1/$table.csv"; done
}
