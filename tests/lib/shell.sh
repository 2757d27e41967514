# The head of a shell test: the repository as working folder, the program as $headcount, a folder $work that goes with the test,
# and `say`. Sourced with set -u.
test_name=$(basename "$0" .sh)
cd "$(dirname "$0")/../.." || exit 1
headcount=$(realpath "${BUILD:-build}/headcount")
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
say() { # case, why it failed or nothing
    if [ -z "$2" ]; then echo "ok $test_name/$1"; else echo "FAIL $test_name/$1: $2"; fi
}
