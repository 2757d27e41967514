#!/usr/bin/env bash
# make install and uninstall; the man page and the completion know every command and option the program has.
set -u
. "$(dirname "$0")/../lib/shell.sh"
build=${BUILD:-build}

make -s NO_INSTALL=1 BUILD="$build" install PREFIX="$work/usr" >"$work/log" 2>&1 || tail -n 3 "$work/log"
man=$work/usr/share/man/man1/headcount.1 complete=$work/usr/share/bash-completion/completions/headcount
headcount=$work/usr/bin/headcount
say files "$(for f in "$headcount" "$man" "$complete"; do [ -s "$f" ] || echo "no $f"; done)"
say runs "$("$headcount" --version | grep -q '^headcount [0-9]' || echo 'no version')"

commands=$("$headcount" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
say commands "$([ "$(wc -w <<<"$commands")" -ge 10 ] || echo "found: $commands")"
missing=
for c in $commands; do
    grep -q "^\.SS headcount $c" "$man" || missing="$missing $c"
    for o in $("$headcount" "$c" --help | sed -nE 's/^  (-.,|  ) --([a-z-]+).*/\2/p' | grep -v '^help$'); do
        awk -v c="$c" '/^\.SS/ { on = $3 == c } on' "$man" | grep -qF -- "\\-\\-${o//-/\\-}\\fR" || missing="$missing $c --$o in the manual"
        awk -v c="    $c)" '$0 == c { on = 1; next } /^    [a-z]+\)$/ { on = 0 } on' "$complete" | grep -qE "options=.* --$o[ ']" || missing="$missing $c --$o to complete"
    done
done
say complete-and-true "$missing"
if command -v man >/dev/null; then say page "$(man -l --warnings=all "$man" 2>&1 >/dev/null | head -n 3)"; else echo "skip install/page: no man"; fi

offers() { # words of the line ...: what Tab offers for the last one
    bash -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _headcount; printf "%s\n" "${COMPREPLY[@]}"' "$complete" "$@"
}
mkdir -p "$work/a folder/b" && touch "$work/a folder/c.csv"
say tab-command "$([ "$(offers headcount compa)" = compare ] || offers headcount compa)"
say tab-option "$([ "$(offers headcount plan --see)" = --seed ] || offers headcount plan --see)"
say tab-language "$([ "$(offers headcount plan x --lang '' | tr '\n' ' ')" = "en zh " ] || offers headcount plan x --lang '')"
say tab-folder "$([ "$(offers headcount plan x -o "$work/a folder/")" = "$work/a folder/b" ] || offers headcount plan x -o "$work/a folder/")"
say tab-file "$([ "$(offers headcount import "$work/a folder/c")" = "$work/a folder/c.csv" ] || offers headcount import "$work/a folder/c")"

make -s NO_INSTALL=1 BUILD="$build" uninstall PREFIX="$work/usr" >"$work/log" 2>&1
say uninstall "$(find "$work/usr" -type f)"
