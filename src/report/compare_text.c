/* compare for a terminal, as CSV and as JSON, and the words all its faces share. */
#include "base/json.h"
#include "base/table.h"
#include "report/compare.h"
#include "report/words.h"
#include "report/wrap.h"
#include <math.h>
#include <string.h>

/* --- words ------------------------------------------------------------------------------------------------------- */
const char *compare_section_name(enum compare_section s, enum lang lang)
{
    static const char *const names[COMPARE_SECTIONS] = {LANG_MARK("Service"), LANG_MARK("Staff"), LANG_MARK("Money"), LANG_MARK("Contacts"),
                                                        LANG_MARK("Day by day")};
    return lang_say(lang, names[s]);
}

/* Days and clock times of from and to, as short as they allow. */
static void add_span(struct text *out, const char *from, const char *to)
{
    enum { DATE = 10, CLOCK = 5 };
    if (strlen(from) < DATE + 1 + CLOCK) {
        text_add(out, from);
        return;
    }
    text_add_bytes(out, from, DATE);
    if (memcmp(from + DATE + 1, "00:00", CLOCK) || memcmp(to + DATE + 1, "00:00", CLOCK))
        text_addf(out, " %.5s–%.5s", from + DATE + 1, to + DATE + 1);
}

void compare_label(struct text *out, const struct compare_row *row, enum lang lang)
{
    int of_span = row->from[0] && (row->section == COMPARE_DAYS || !strcmp(row->key, "day") || !strcmp(row->key, "peak") || !strcmp(row->key, "week"));
    if (of_span && strcmp(row->key, "week")) {
        add_span(out, row->from, row->to);
        text_add_char(out, ' ');
    }
    if (strcmp(row->key, "day"))
        text_add(out, lang_say(lang, row->what));
    if (row->queue[0])
        text_addf(out, strcmp(row->key, "day") ? " (%s)" : "(%s)", row->queue);
}

static double greatest(const struct compare_row *row)
{
    return fmax(fabs(row->value[0]), fabs(row->value[1]));
}

/* most: the greatest figure of the row, which decides how finely money is shown in all of it. */
static void add_number(struct text *out, double x, enum compare_unit unit, double most)
{
    static const int decimals[] = {[COMPARE_COUNT] = 0, [COMPARE_CONTACTS] = 0, [COMPARE_HOURS] = 1, [COMPARE_SECONDS] = 0};
    if (unit == COMPARE_SHARE)
        text_add(out, words_percent(x).text);
    else if (unit == COMPARE_MONEY)
        text_add(out, words_count(x, most < 1000 ? 2 : 0).text);
    else
        text_add(out, words_count(x, decimals[unit]).text);
}

void compare_value(struct text *out, const struct compare_row *row, double value)
{
    add_number(out, value, row->unit, greatest(row));
    if (isfinite(value) && row->unit == COMPARE_SECONDS)
        text_add(out, " s");
}

/* +1,234 (+4.2%), without a percentage that says nothing (a thousand and more); of shares the percentage points, +4.2 pp. */
void compare_change(struct text *out, const struct compare_row *row)
{
    double change = row->value[1] - row->value[0];
    if (!isfinite(change)) {
        text_add(out, "–");
        return;
    }
    if (fabs(change) < 1e-9) {
        text_add(out, "=");
        return;
    }
    text_add(out, change > 0 ? "+" : "");
    if (row->unit == COMPARE_SHARE)
        text_addf(out, "%s pp", words_count(100 * change, 1).text);
    else
        add_number(out, change, row->unit, greatest(row));
    if (row->unit != COMPARE_SHARE && fabs(row->value[0]) > 1e-9 && fabs(change / row->value[0]) < 10)
        text_addf(out, " (%s%s)", change > 0 ? "+" : "−", words_percent(fabs(change / row->value[0])).text);
}

int compare_verdict(const struct compare_row *row)
{
    double change = row->value[1] - row->value[0], least = row->unit == COMPARE_SHARE ? 5e-4 : 5e-3;
    return !row->better || !(fabs(change) >= least) ? 0 : (change > 0) == (row->better > 0) ? 1 : -1;
}

const char *compare_verdict_word(int verdict, enum lang lang)
{
    return verdict > 0 ? lang_say(lang, " better") : verdict < 0 ? lang_say(lang, " worse") : "";
}

void compare_origin(struct text *out, const struct compare_side *s)
{
    text_addf(out, "%s, %s – %s%s%s", s->scenario, s->first, s->last, *s->variants ? ", --set " : "", s->variants);
}

/* 1: b has the line too. */
static int has_input(const struct compare_side *s, const char *line)
{
    for (int i = 0; i < s->input_count; i++)
        if (!strcmp(s->inputs[i], line))
            return 1;
    return 0;
}

/* Names of the files that differ or that only one has. */
static void differing_inputs(struct text *out, const struct compare *c)
{
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < c->side[side].input_count; i++) {
            const char *line = c->side[side].inputs[i];
            size_t      n = strcspn(line, " ");
            struct text name = {0};
            text_add_bytes(&name, line, n);
            if (!has_input(&c->side[1 - side], line) && !strstr(text_string(out), text_string(&name)))
                text_addf(out, "%s%s", out->length ? ", " : "", text_string(&name));
            text_free(&name);
        }
}

void compare_notes(struct text *out, const struct compare *c, enum lang lang)
{
    const struct compare_side *a = &c->side[0], *b = &c->side[1];
    struct text                inputs = {0};
    if (strcmp(a->scenario, b->scenario))
        text_addf(out, lang_say(lang, "Different scenarios: %s and %s.\n"), a->scenario, b->scenario);
    if (strcmp(a->first, b->first) || strcmp(a->last, b->last))
        text_addf(out, lang_say(lang, "Different days: %s to %s and %s to %s. Totals are of different times; days and peaks stand beside each other only where both have them.\n"),
                  a->first, a->last, b->first, b->last);
    differing_inputs(&inputs, c);
    if (inputs.length)
        text_addf(out, lang_say(lang, "Different input files: %s.\n"), text_string(&inputs));
    if (strcmp(a->version, b->version))
        text_addf(out, lang_say(lang, "Made by different versions: %s and %s.\n"), a->version, b->version);
    for (int side = 0; side < 2; side++)
        if (!strcmp(c->side[side].stopped_by, "interrupted") || !strcmp(c->side[side].stopped_by, "wall_clock"))
            text_addf(out, lang_say(lang, "The search of %s was stopped early: more time may save more.\n"), side ? "B" : "A");
    text_free(&inputs);
}

/* --- the terminal ------------------------------------------------------------------------------------------------ */
enum { LABEL = 32, VALUE = 10, CHANGE = 26, WIDE = 80 };

static void right(struct text *out, const char *s, int columns)
{
    for (int n = wrap_columns(s); n < columns; n++)
        text_add_char(out, ' ');
    text_add(out, s);
}

static void add_row(struct text *out, const struct compare_row *r, enum lang lang, int color)
{
    struct text cell = {0};
    int         verdict = compare_verdict(r);
    compare_label(&cell, r, lang);
    text_add(out, "  ");
    if (wrap_columns(text_string(&cell)) >= LABEL) {
        text_addf(out, "%s\n  ", text_string(&cell));
        text_clear(&cell);
    }
    wrap_pad(out, text_string(&cell), LABEL);
    for (int side = 0; side < 2; side++) {
        text_clear(&cell);
        compare_value(&cell, r, r->value[side]);
        right(out, text_string(&cell), VALUE);
    }
    text_clear(&cell);
    compare_change(&cell, r);
    text_add(out, color && verdict ? verdict > 0 ? "\033[32m" : "\033[31m" : "");
    right(out, text_string(&cell), CHANGE - wrap_columns(lang_say(lang, " better")));
    text_add(out, compare_verdict_word(verdict, lang));
    text_add(out, color && verdict ? "\033[0m" : "");
    while (out->length && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    text_add_char(out, '\n');
    text_free(&cell);
}

void compare_text(struct text *out, const struct compare *c, enum lang lang, int color)
{
    struct text notes = {0};
    for (int side = 0; side < 2; side++) {
        const struct compare_side *s = &c->side[side];
        struct text                line = {0};
        text_addf(&line, "%s: %s %s (", s->folder, s->goal_met ? "✓" : "✗",
                  s->goal_met ? lang_say(lang, "The goal is met") : lang_say(lang, "The goal is missed"));
        compare_origin(&line, s);
        text_add_char(&line, ')');
        wrap_add(out, side ? "B" : "A", text_string(&line), 3, WIDE);
        text_free(&line);
    }
    compare_notes(&notes, c, lang);
    if (notes.length)
        wrap_add(out, "!", text_string(&notes), 3, WIDE);
    text_free(&notes);
    for (int i = 0; i < c->row_count; i++) {
        if (!i || c->rows[i].section != c->rows[i - 1].section) {
            text_add_char(out, '\n');
            wrap_pad(out, compare_section_name(c->rows[i].section, lang), LABEL + 2);
            right(out, "A", VALUE);
            right(out, "B", VALUE);
            text_add_char(out, '\n');
        }
        add_row(out, &c->rows[i], lang, color);
    }
}

/* --- for programs ------------------------------------------------------------------------------------------------ */
static const char *const section_keys[COMPARE_SECTIONS] = {"service", "staff", "money", "contacts", "days"};
static const char *const unit_keys[] = {"count", "contacts", "hours", "seconds", "money", "share"};

void compare_csv(struct text *out, const struct compare *c)
{
    struct table_out o = {0};
    table_out_header(&o, "section,what,queue,from,to,unit,a,b,change");
    for (int i = 0; i < c->row_count; i++) {
        const struct compare_row *r = &c->rows[i];
        table_out_text(&o, section_keys[r->section]);
        table_out_text(&o, r->key);
        table_out_text(&o, r->queue);
        table_out_text(&o, r->from);
        table_out_text(&o, r->to);
        table_out_text(&o, unit_keys[r->unit]);
        table_out_fixed(&o, r->value[0], 6);
        table_out_fixed(&o, r->value[1], 6);
        table_out_fixed(&o, r->value[1] - r->value[0], 6);
        table_out_end(&o);
    }
    text_add(out, text_string(&o.text));
    table_out_free(&o);
}

static void out_side(struct json_out *w, const char *key, const struct compare_side *s)
{
    json_out_object(w, key);
    json_out_string(w, "folder", s->folder);
    json_out_string(w, "scenario", s->scenario);
    json_out_string(w, "variants", s->variants);
    json_out_string(w, "first_day", s->first);
    json_out_string(w, "last_day", s->last);
    json_out_bool(w, "goal_met", s->goal_met);
    json_out_end(w, '}');
}

void compare_json(struct text *out, const struct compare *c)
{
    struct json_out w = {0};
    struct text     notes = {0};
    json_out_object(&w, NULL);
    out_side(&w, "a", &c->side[0]);
    out_side(&w, "b", &c->side[1]);
    json_out_array(&w, "notes");
    compare_notes(&notes, c, LANG_EN);
    for (char *line = notes.data; line && *line; line += strlen(line) + 1) {
        line[strcspn(line, "\n")] = '\0';
        json_out_string(&w, NULL, line);
    }
    json_out_end(&w, ']');
    json_out_array(&w, "rows");
    for (int i = 0; i < c->row_count; i++) {
        const struct compare_row *r = &c->rows[i];
        json_out_flat_object(&w, NULL);
        json_out_string(&w, "section", section_keys[r->section]);
        json_out_string(&w, "what", r->key);
        json_out_string(&w, "queue", r->queue);
        json_out_string(&w, "from", r->from);
        json_out_string(&w, "to", r->to);
        json_out_string(&w, "unit", unit_keys[r->unit]);
        json_out_fixed(&w, "a", r->value[0], 6);
        json_out_fixed(&w, "b", r->value[1], 6);
        json_out_fixed(&w, "change", r->value[1] - r->value[0], 6);
        json_out_end(&w, '}');
    }
    json_out_end(&w, ']');
    json_out_end(&w, '}');
    text_add(out, text_string(&w.text));
    text_add_char(out, '\n');
    json_out_free(&w);
    text_free(&notes);
}
