#!/usr/bin/env bash
# Every text the report and the summary of an import say is translated, the notes of history and forecast among them, and no
# translation is left over.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
xgettext --from-code=UTF-8 --keyword= --keyword=lang_say:2 --keyword=lang_count:4 --keyword=LANG_MARK:1 -o "$dir/c.pot" src/report/*.c \
    src/cli/{import_summary,import_json,cmd_import,cmd_plan,cmd_explain,cmd_compare}.c &&
    xgettext --from-code=UTF-8 --keyword= --keyword=NOTE:2 --keyword=WARN:2 --keyword=layout_note:2 \
        --keyword=layout_warn:2 --keyword=notes_add:3 --keyword=notes_part:2 --keyword=NOTES_MARK:1 \
        --keyword=NOTES_PART:1 --keyword=violations_add:6 \
        -o "$dir/notes.pot" src/history/*.c src/forecast/*.c src/model/columns.c src/schedule/reason.c src/check/*.c src/plan/plan.c &&
    xgettext --from-code=UTF-8 -L JavaScript --keyword= --keyword=t:1 -o "$dir/js.pot" src/report/assets/*.js &&
    xgettext --from-code=UTF-8 --keyword= --keyword=faults_add:5 --keyword=table_fault:5 --keyword=fault_here:2 --keyword=FAULT_MARK:1 \
        -o "$dir/faults.pot" src/history/{across,across_days,call_log,choices,day_profile,extras,grid_rows,header,import,interval_rows,layout}.c \
        src/history/{marks,moment,settle,unfold}.c src/base/{table*,sheet*,file,text,text_number,zone}.c src/cli/cmd_import.c &&
    sed -i '/^"Content-Type/,$s/^msgid /msgctxt "fault"\nmsgid /' "$dir/faults.pot" &&
    msgcat --use-first -o "$dir/all.pot" "$dir/c.pot" "$dir/notes.pot" "$dir/js.pot" "$dir/faults.pot" || { echo "FAIL translations: xgettext"; exit 1; }
for po in src/report/po/*.po; do
    name="translations $(basename "$po" .po)"
    if ! msgcmp "$po" "$dir/all.pot" >"$dir/log" 2>&1; then echo "FAIL $name: not translated: $(head -n 3 "$dir/log")"
    elif ! msgcmp --use-fuzzy --use-untranslated "$dir/all.pot" "$po" >"$dir/log" 2>&1; then echo "FAIL $name: in no source: $(head -n 3 "$dir/log")"
    else echo "ok $name"; fi
done
