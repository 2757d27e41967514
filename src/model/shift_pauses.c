#include "model/shift_pauses.h"
#include "base/text.h"
#include "model/scenario_json.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DAY_MIN = 1440, GRID = SCENARIO_GRID_MIN, PAUSE_MOST_MIN = 240, SPLIT_MOST_MIN = 720 };

/* --- conditions ------------------------------------------------------------------------------------------------- */

/* Minutes of 6, 6h, 5.5h or 5:30; -1: none of them. */
static int parse_length(const char *text)
{
    char   buf[16];
    double hours;
    int    seconds;
    snprintf(buf, sizeof buf, "%s", text);
    size_t n = strlen(buf);
    if (n > 1 && (buf[n - 1] == 'h' || buf[n - 1] == 'H'))
        buf[n - 1] = '\0';
    if (strlen(text) >= sizeof buf)
        return -1;
    if (strchr(buf, ':'))
        return text_clock(buf, &seconds) || seconds % 60 ? -1 : seconds / 60;
    if (text_number(buf, TEXT_PLAIN, &hours) || !(hours > 0 && hours <= 24) || fabs(hours * 60 - round(hours * 60)) > 1e-6)
        return -1;
    return (int)lround(hours * 60);
}

static int parse_between(const char *text, struct paid_range *only)
{
    int    n, bad = 1;
    char **parts = text_split(text, "-", &n);
    if (n == 2) {
        only->from_min = parse_length(parts[0]);
        only->to_min = parse_length(parts[1]);
        bad = only->from_min < 0 || only->to_min < only->from_min;
    }
    text_split_free(parts, n);
    return bad;
}

/* What stands after "if". */
static int parse_only(const char *text, struct paid_range *only)
{
    static const struct { const char *sign; int least, most, by; } signs[] = { /* longer ones first */
        {">=", 1, 0, 0}, {"<=", 0, 1, 0}, {"≥", 1, 0, 0}, {"≤", 0, 1, 0}, {">", 1, 0, 1}, {"<", 0, 1, -1}, {"=", 1, 1, 0}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (!text_starts(text, signs[i].sign))
            continue;
        const char *length = text + strlen(signs[i].sign);
        int         minutes = parse_length(length + strspn(length, " "));
        *only = (struct paid_range){signs[i].least ? minutes + signs[i].by : 0, signs[i].most ? minutes + signs[i].by : 0};
        return minutes <= 0;
    }
    return parse_between(text, only);
}

/* The part of a cell before " if", cut off in place; what comes after is read into `only`. */
static int take_condition(char *cell, struct paid_range *only)
{
    char *word = strstr(cell, " if");
    *only = (struct paid_range){0, 0};
    if (!word)
        return 0;
    *word = '\0';
    word += strlen(" if");
    return parse_only(word + strspn(word, " "), only);
}

static int holds(const struct paid_range *only, int length_min)
{
    return length_min >= only->from_min && (only->to_min == 0 || length_min <= only->to_min);
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

struct choices {
    int *list, *count;
    int  room, most_min, step_min;
};

static int add_choice(const struct choices *c, int minutes)
{
    if (*c->count == c->room || minutes < 0 || minutes > c->most_min || minutes % GRID)
        return -1;
    c->list[(*c->count)++] = minutes;
    return 0;
}

/* 30, 30|60 or 30-60. */
static int parse_choices(const struct choices *c, const char *text)
{
    int    n, bad = 0;
    char **parts = text_split(text, "|", &n);
    for (int i = 0; i < n && !bad; i++) {
        int from, to, end = 0;
        if (sscanf(parts[i], "%4d-%4d%n", &from, &to, &end) == 2 && end == (int)strlen(parts[i]) && from > 0 && from <= to)
            for (; from <= to && !bad; from += c->step_min)
                bad = add_choice(c, from);
        else
            bad = sscanf(parts[i], "%4d%n", &from, &end) != 1 || end != (int)strlen(parts[i]) || add_choice(c, from);
    }
    text_split_free(parts, n);
    return bad;
}

static int parse_cell(const struct choices *c, const char *text, struct paid_range *only)
{
    int    n, bad;
    char **cell = text_split(text, "", &n);
    bad = take_condition(cell[0], only) || parse_choices(c, text_trim(cell[0]));
    text_split_free(cell, n);
    return bad;
}

int shift_pauses_lunch(struct shift_kind *k, const char *text, int step_min)
{
    struct choices c = {k->lunch_min, &k->lunches, LUNCH_CHOICES_MAX, PAUSE_MOST_MIN, step_min};
    int            bad = parse_cell(&c, text, &k->lunch_only);
    for (int i = 0; i < k->lunches; i++)
        bad |= k->lunch_min[i] == 0 && k->lunches > 1;
    if (k->lunches == 1 && k->lunch_min[0] == 0)
        k->lunches = 0;
    return bad;
}

int shift_pauses_split(struct shift_kind *k, const char *text, int step_min)
{
    struct choices c = {k->split_min, &k->splits, SPLIT_CHOICES_MAX, SPLIT_MOST_MIN, step_min};
    int            bad = parse_cell(&c, text, &k->split_only);
    if (k->splits == 1 && k->split_min[0] == 0)
        k->splits = 0;
    return bad;
}

/* MINUTES@FROM-TO */
static int parse_break(const char *text, struct break_rule *b)
{
    char from[16], to[16];
    int  from_s, to_s, end = 0;
    if (sscanf(text, "%4d@%15[0-9:]-%15[0-9:]%n", &b->length_min, from, to, &end) != 3 || end != (int)strlen(text) ||
        !strchr(from, ':') || !strchr(to, ':') || text_clock(from, &from_s) || text_clock(to, &to_s))
        return -1;
    b->from_min = from_s / 60;
    b->to_min = to_s / 60;
    return b->length_min < GRID || b->length_min > PAUSE_MOST_MIN || b->length_min % GRID || from_s % 60 || to_s % 60 ||
           b->from_min > b->to_min || b->to_min > DAY_MIN;
}

static int parse_group(struct shift_kind *k, char *text)
{
    struct paid_range only;
    int               n, bad = take_condition(text, &only);
    char            **parts = text_split(text, " ", &n);
    for (int i = 0; i < n && !bad; i++)
        if (*parts[i] && !(bad = k->breaks == BREAK_RULES_MAX || parse_break(parts[i], &k->rule[k->breaks])))
            k->rule[k->breaks++].only = only;
    text_split_free(parts, n);
    return bad;
}

int shift_pauses_breaks(struct shift_kind *k, const char *text)
{
    int    n, bad = 0;
    char **groups = text_split(text, ";", &n);
    for (int i = 0; i < n && !bad; i++)
        bad = parse_group(k, groups[i]);
    text_split_free(groups, n);
    return bad;
}

/* --- room ------------------------------------------------------------------------------------------------------- */

int shift_pauses_break_count(const struct shift_kind *k, int length_min)
{
    int n = 0;
    for (int i = 0; i < k->breaks; i++)
        n += holds(&k->rule[i].only, length_min);
    return n;
}

int shift_pauses_elapsed(const struct shift_kind *k, int length_min, int lunch_min, int split_min)
{
    return length_min + (k->lunch_paid ? 0 : lunch_min) + split_min;
}

/* The greatest choice (sign 1) or the least (-1); 0 where there is none for that length. */
static int extreme(const int *choices, int count, const struct paid_range *only, int length_min, int sign)
{
    int best = count > 0 && holds(only, length_min) ? choices[0] : 0;
    for (int i = 1; i < count && holds(only, length_min); i++)
        if (sign * choices[i] > sign * best)
            best = choices[i];
    return best;
}

static int elapsed_extreme(const struct shift_kind *k, int length_min, int sign)
{
    return shift_pauses_elapsed(k, length_min, extreme(k->lunch_min, k->lunches, &k->lunch_only, length_min, sign),
                                extreme(k->split_min, k->splits, &k->split_only, length_min, sign));
}

int shift_pauses_longest(const struct shift_kind *k, int length_min)
{
    return elapsed_extreme(k, length_min, 1);
}

int shift_pauses_shortest(const struct shift_kind *k, int length_min)
{
    return elapsed_extreme(k, length_min, -1);
}

/* Where the pauses taken so far may have ended, in units of GRID after the start: one set for each number of breaks, with and
 * without the lunch, with and without the gap. */
enum { UNITS = DAY_MIN / GRID + 1, STATES = (BREAKS_MAX + 1) * 4 };

struct room {
    const struct shift_kind *k;
    int           offset, step;      /* the start lies that far behind a point of the pauses' grid; in minutes */
    int           units;             /* from start to end */
    unsigned char ends[STATES][UNITS];
};

struct place { int length_min, from_min, to_min; };

/* Adds to the set of `to` where a pause that follows those of `from` may end. */
static void follow(struct room *r, int from, int to, const struct place *p)
{
    int before[UNITS + 1] = {0}, gap = from ? (r->k->gap_min + GRID - 1) / GRID : 0;
    for (int u = 0; u <= r->units; u++)
        before[u + 1] = before[u] + r->ends[from][u];
    for (int u = gap; u * GRID <= p->to_min && u + p->length_min / GRID <= r->units; u++) {
        int far = r->k->stretch_max ? u - r->k->stretch_max / GRID : 0;
        if (u * GRID >= p->from_min && (u * GRID + r->offset) % r->step == 0 && before[u - gap + 1] > before[far > 0 ? far : 0])
            r->ends[to][u + p->length_min / GRID] = 1;
    }
}

static int room_for(struct room *r, int length_min, int lunch_min, int split_min)
{
    const struct shift_kind *k = r->k;
    struct place             breaks[BREAKS_MAX], lunch = {lunch_min, k->lunch_from, k->lunch_to};
    int                      n = 0, elapsed = shift_pauses_elapsed(k, length_min, lunch_min, split_min);
    int                      last = elapsed - split_min - k->part_min, all;
    struct place             gap = {split_min, k->split_from > k->part_min ? k->split_from : k->part_min,
                                    k->split_to < last ? k->split_to : last};
    for (int i = 0; i < k->breaks && n < BREAKS_MAX; i++)
        if (holds(&k->rule[i].only, length_min))
            breaks[n++] = (struct place){k->rule[i].length_min, k->rule[i].from_min, k->rule[i].to_min};
    r->units = elapsed / GRID;
    memset(r->ends, 0, sizeof r->ends);
    r->ends[0][0] = 1;
    for (int state = 0; state < 4 * (n + 1); state++) { /* 4 * breaks + 2 with the lunch + 1 with the gap */
        if (state / 4 < n)
            follow(r, state, state + 4, &breaks[state / 4]);
        if (lunch_min && !(state & 2))
            follow(r, state, state + 2, &lunch);
        if (split_min && !(state & 1))
            follow(r, state, state + 1, &gap);
    }
    all = 4 * n + (lunch_min ? 2 : 0) + (split_min ? 1 : 0);
    for (int u = 0; u <= r->units; u++)
        if (r->ends[all][u] && (k->stretch_max == 0 || (r->units - u) * GRID <= k->stretch_max))
            return 1;
    return 0;
}

static int fits_from(struct room *r, int length_min)
{
    const struct shift_kind *k = r->k;
    int lunches = holds(&k->lunch_only, length_min) ? k->lunches : 0, splits = holds(&k->split_only, length_min) ? k->splits : 0;
    for (int l = 0; l < (lunches ? lunches : 1); l++)
        for (int q = 0; q < (splits ? splits : 1); q++)
            if (room_for(r, length_min, lunches ? k->lunch_min[l] : 0, splits ? k->split_min[q] : 0))
                return 1;
    return 0;
}

int shift_pauses_fit(const struct shift_kind *k, int length_min, int break_step_min)
{
    struct room   r = {.k = k, .step = break_step_min};
    unsigned char tried[DAY_MIN] = {0}; /* starts that lie alike on the grid have the same room */
    for (int start = k->start_from; start <= k->start_to; start += k->start_step) {
        r.offset = start % break_step_min;
        if (!tried[r.offset] && fits_from(&r, length_min))
            return 1;
        tried[r.offset] = 1;
    }
    return 0;
}
