#include "model/duty_table.h"
#include "base/alloc.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000000, CYCLE_MAX = 366 };

/* --- words -------------------------------------------------------------------------------------------------------- */

static int add_word(struct duty *duty, int *off, const struct scenario *s, int contract, const char *word)
{
    int kind = scenario_kind_index(s, word, contract);
    if (kind >= 0 && duty->kinds == DUTY_KINDS_MAX)
        return -1;
    if (kind >= 0)
        duty->kind[duty->kinds++] = kind;
    else if (text_same(word, "off"))
        *off = 1;
    else
        return -1;
    return 0;
}

int duty_parse(struct duty *duty, const struct scenario *s, int contract, const char *text, char *bad, size_t size)
{
    int    n, off = 0, failed = 0;
    char **words = text_split(text, "|", &n);
    *duty = (struct duty){.what = DUTY_FREE};
    int any = n == 1 && text_same(words[0], "work"), none = n == 1 && text_same(words[0], "free");
    for (int i = 0; i < n && !failed && !any && !none; i++) {
        failed = add_word(duty, &off, s, contract, words[i]);
        if (failed)
            snprintf(bad, size, "%s", duty->kinds == DUTY_KINDS_MAX ? "" : words[i]);
    }
    if (any || (duty->kinds > 0 && !off))
        duty->what = DUTY_WORK;
    else if (off && duty->kinds == 0)
        duty->what = DUTY_OFF;
    text_split_free(words, n);
    return failed;
}

/* --- rotations ---------------------------------------------------------------------------------------------------- */

static struct rotation *find_rotation(struct scenario *s, const char *name)
{
    for (int i = 0; i < s->rotation_count; i++)
        if (strcmp(s->rotations[i].name, name) == 0)
            return &s->rotations[i];
    s->rotations = xrealloc(s->rotations, (size_t)(s->rotation_count + 1) * sizeof *s->rotations);
    s->rotations[s->rotation_count] = (struct rotation){.name = xstrdup(name)};
    return &s->rotations[s->rotation_count++];
}

/* Fit for some contract; which one, the agents say. */
static int fits_any(const struct scenario *s, const char *text, char *bad, size_t size)
{
    struct duty ignored;
    for (int c = 0; c < s->contract_count; c++)
        if (duty_parse(&ignored, s, c, text, bad, size) == 0)
            return 1;
    return 0;
}

static void read_rotation(struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    const char *name = table_text(t, row, at[0]), *text = table_text(t, row, at[2]);
    char        bad[64];
    int         day = 0;
    if (!*name) {
        table_fault(t, row, at[0], faults, "rotation is empty; want a name");
        return;
    }
    if (table_integer(t, row, at[1], 1, CYCLE_MAX, &day, faults) <= 0)
        return;
    struct rotation *r = find_rotation(s, name);
    if (day > r->days) {
        r->shift = xrealloc(r->shift, (size_t)day * sizeof *r->shift);
        memset(r->shift + r->days, 0, (size_t)(day - r->days) * sizeof *r->shift);
        r->days = day;
    }
    if (r->shift[day - 1])
        table_fault(t, row, at[1], faults, "day %d of rotation %s is there a second time; want it once", day, name);
    else if (!fits_any(s, text, bad, sizeof bad) && !(s->unsound >> NOUN_KIND & 1))
        table_fault(t, row, at[2], faults, "shift is \"%s\"; want off, work, free, or shifts of one contract with | between, at most %d",
                    text, DUTY_KINDS_MAX);
    else
        r->shift[day - 1] = xstrdup(text);
}

static void check_cycle(const struct rotation *r, const struct table *t, struct faults *faults)
{
    for (int d = 0; d < r->days; d++)
        if (!r->shift[d]) {
            table_fault(t, t->rows - 1, -1, faults, "rotation %s has a day %d but no day %d; want every day of the cycle", r->name,
                        r->days, d + 1);
            return;
        }
}

/* Days that were blamed, or are missing, become free: the agents are read all the same. */
static void fill_cycle(struct rotation *r)
{
    for (int d = 0; d < r->days; d++)
        if (!r->shift[d])
            r->shift[d] = xstrdup("free");
}

int duty_table_read_rotations(struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column columns[] = {{"rotation", TABLE_FILLED}, {"day", TABLE_FILLED}, {"shift", TABLE_FILLED}};
    struct table t;
    int          at[3];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (table_columns(&t, columns, 3, at, TABLE_STRICT, faults) == 0) {
        for (long row = 0; row < t.rows; row++)
            read_rotation(s, &t, row, at, faults);
        for (int i = 0; i < s->rotation_count && faults->total == before; i++)
            check_cycle(&s->rotations[i], &t, faults);
        for (int i = 0; i < s->rotation_count; i++)
            fill_cycle(&s->rotations[i]);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}

static int is_away(const struct scenario *s, int agent, int day)
{
    const struct agent *a = &s->agents[agent];
    int from = horizon_day_start(&s->horizon, day), to = horizon_day_start(&s->horizon, day + 1);
    if (s->day_closed[day] || a->available[day].from_min >= a->available[day].to_min)
        return 1;
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && s->time_offs[i].start_min < to && s->time_offs[i].end_min > from)
            return 1;
    return 0;
}

static struct duty *duties_of(struct agent *a, const struct horizon *h)
{
    if (!a->duty)
        a->duty = xcalloc((size_t)h->days, sizeof *a->duty);
    return a->duty;
}

void duty_table_rotate(struct scenario *s)
{
    char bad[8];
    for (int i = 0; i < s->agent_count; i++) {
        struct agent *a = &s->agents[i];
        if (a->rotation == 0)
            continue;
        const struct rotation *r = &s->rotations[a->rotation - 1];
        struct duty           *duty = duties_of(a, &s->horizon);
        for (int d = 0; d < s->horizon.days; d++) {
            duty_parse(&duty[d], s, a->contract, r->shift[(a->rotation_day + d) % r->days], bad, sizeof bad);
            if (duty[d].what == DUTY_WORK && is_away(s, i, d))
                duty[d].what = DUTY_FREE;
        }
    }
}

/* --- fixed days --------------------------------------------------------------------------------------------------- */

static void read_fixed(struct scenario *s, const struct table *t, long row, const int *at, unsigned char *seen, struct faults *faults)
{
    const struct horizon *h = &s->horizon;
    struct duty           duty;
    int                   agent = -1, day = -1;
    char                  first[16], last[16], bad[64];
    if (cells_name(t, row, at[0], s, NOUN_AGENT, &agent, faults) <= 0 || cells_day(t, row, at[1], h, &day, faults) <= 0)
        return;
    if (day < 0 || day >= h->days) {
        table_fault(t, row, at[1], faults, "day is %s; want a day of the horizon, %s to %s", table_text(t, row, at[1]),
                    horizon_date(h, 0, first), horizon_date(h, h->days - 1, last));
        return;
    }
    struct agent *a = &s->agents[agent];
    if (duty_parse(&duty, s, a->contract, table_text(t, row, at[2]), bad, sizeof bad)) {
        table_fault(t, row, at[2], faults, "shift is \"%s\"; want off, work, free, or shifts of contract %s with | between, at most %d",
                    table_text(t, row, at[2]), s->contracts[a->contract].name, DUTY_KINDS_MAX);
        return;
    }
    size_t cell = (size_t)agent * (size_t)h->days + (size_t)day;
    if (seen[cell >> 3] >> (cell & 7) & 1) {
        table_fault(t, row, at[1], faults, "day is %s for agent %s a second time; want it once", table_text(t, row, at[1]), a->id);
        return;
    }
    seen[cell >> 3] |= (unsigned char)(1 << (cell & 7));
    if (duty.what == DUTY_WORK && s->day_closed[day])
        table_fault(t, row, at[2], faults, "shift is \"%s\" on a day that is closed; want off, or the row left out",
                    table_text(t, row, at[2]));
    duties_of(a, h)[day] = duty;
}

int duty_table_read_fixed(struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column columns[] = {{"agent", TABLE_FILLED}, {"day", TABLE_FILLED}, {"shift", TABLE_FILLED}};
    struct table t;
    int          at[3];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (t.rows > ROWS_MAX)
        table_fault(&t, ROWS_MAX, -1, faults, "more than %d rows; want fewer", ROWS_MAX);
    else if (table_columns(&t, columns, 3, at, TABLE_STRICT, faults) == 0) {
        unsigned char *seen = xcalloc((size_t)s->agent_count * (size_t)s->horizon.days / 8 + 1, 1);
        for (long row = 0; row < t.rows; row++)
            read_fixed(s, &t, row, at, seen, faults);
        free(seen);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}
