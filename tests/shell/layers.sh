#!/usr/bin/env bash
# A file includes only what its layer may (base < model, queueing < the stages < plan < the faces), the judges stay
# independent of what they judge, and each library is included by one file. Planted violations prove that this can fail.
set -u
cd "$(dirname "$0")/../.."

# The folders a folder may include besides itself. A stage includes no other stage.
allowed() {
    local stages="history forecast staffing schedule check simulate" under="base model queueing"
    case $1 in
    base) echo "" ;;
    model | queueing) echo "base" ;;
    history | forecast | staffing | schedule | check) echo "$under" ;;
    simulate) echo "base model" ;; # the queue formulas are what it is compared with
    plan) echo "$under $stages" ;;
    report) echo "$under $stages plan" ;;
    web) echo "$under $stages plan report" ;;
    cli) echo "$under $stages plan report web" ;;
    *) return 1 ;;
    esac
}

# Prints a line for every violation below folder $1 (which has src/ and include/).
violations() {
    local path folder name may
    (
        cd "$1" || exit
        while IFS=: read -r path name; do
            folder=${path#*/} folder=${folder%%/*}
            if ! may=$(allowed "$folder"); then
                echo "$path: no layer has a folder $folder"
                continue
            fi
            case $name in
            ../* | */../*) echo "$path includes $name: write FOLDER/name.h" ;;
            base/lp*)
                case $folder in check | simulate) echo "$path includes $name: a judge does not use the solver" ;; esac ;;
            */*)
                local of=${name%%/*}
                if [ ! -d "include/$of" ] && [ ! -d "src/$of" ]; then continue; fi # a library's
                case " $folder $may " in *" $of "*) ;; *) echo "$path includes $name: $folder may include only: $folder $may" ;; esac ;;
            *)
                [ -e "${path%/*}/$name" ] || echo "$path includes $name: not in its folder" ;;
            esac
        done < <(grep -rnEo '^[[:space:]]*#[[:space:]]*include[[:space:]]*"[^"]+"' src include --include='*.[ch]' |
            sed -E 's/^([^:]+):[0-9]+:.*"([^"]+)"/\1:\2/')
        for name in glpk.h csv.h jansson.h libical/ xlsxwriter.h zip.h expat.h nettle/ microhttpd.h sqlite3.h iconv.h; do
            grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]${name//./\\.}" src include | sort >"$list"
            [ "$(wc -l <"$list")" -le 1 ] || echo "$name is included by more than one file: $(tr '\n' ' ' <"$list")"
        done
    )
}

list=$(mktemp) tree=$(mktemp -d)
trap 'rm -rf "$list" "$tree"' EXIT

found=$(violations .)
if [ -z "$found" ]; then echo "ok layers_hold"; else echo "FAIL layers_hold: $(echo "$found" | head -n 5)"; fi

# planted NAME WANTED FILE LINE [FILE LINE]: a tree with those files must be refused with WANTED ("": must pass).
planted() {
    local name=$1 wanted=$2 got
    shift 2
    rm -rf "$tree" && mkdir -p "$tree/src" "$tree"/include/{base,model,queueing,history,schedule,check,simulate,plan,report,cli}
    while [ $# -gt 0 ]; do
        mkdir -p "$tree/$(dirname "$1")"
        echo "$2" >>"$tree/$1"
        shift 2
    done
    got=$(violations "$tree")
    if [ -z "$wanted" ] && [ -z "$got" ]; then echo "ok layers_$name"
    elif [ -n "$wanted" ] && [[ $got == *"$wanted"* ]]; then echo "ok layers_$name"
    else echo "FAIL layers_$name: got \"$got\", want \"$wanted\""; fi
}
planted allow_downward "" src/check/a.c '#include "model/x.h"' src/cli/a.c '#include "plan/x.h"' src/base/b.c '#include "base/x.h"' \
    src/check/c.c '#include <stdio.h>' src/base/a.c '#include <csv.h>' src/check/p.h '' src/check/d.c '#include "p.h"'
planted refuse_upward "may include only: base" src/base/a.c '#include "model/x.h"'
planted refuse_upward_in_a_header "may include only: model base" include/model/a.h '#  include "plan/x.h"'
planted refuse_a_neighbour "may include only: history" src/history/a.c '#include "schedule/x.h"'
planted refuse_formulas_in_simulate "may include only: simulate" src/simulate/a.c '#include "queueing/x.h"'
planted refuse_the_solver_in_check "a judge does not use" src/check/a.c '#include "base/lp.h"'
planted refuse_the_optimizer_in_check "may include only: check" src/check/a.c '#include "schedule/x.h"'
planted refuse_relative_paths "write FOLDER/name.h" src/check/a.c '#include "../schedule/x.h"'
planted refuse_headers_of_elsewhere "not in its folder" src/check/a.c '#include "tour.h"'
planted refuse_unknown_folders "no layer has a folder" src/misc/a.c '#include "base/x.h"'
planted refuse_a_second_user_of_a_library "csv.h is included by more than one" src/base/a.c '#include <csv.h>' src/model/b.c '#include <csv.h>'
planted refuse_a_second_user_of_libical "libical/ is included by" src/base/a.c '#include <libical/ical.h>' src/base/b.c '#include "libical/icalss.h"'
