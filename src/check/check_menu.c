#include "check/check_menu.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pause { /* a break, the lunch or the gap, to be placed */
    int from, to; /* bounds of its start, minutes of the horizon */
    int length, paid;
};

struct maker {
    struct check_menu       *menu;
    const struct scenario   *s;
    const struct check_pay  *pay;
    const struct contract   *contract;
    const struct shift_kind *kind;
    int                     *apart;   /* [kinds] the kind where a rule asks for it, else -1 */
    int                      midnight, week_end;
    double                   share;   /* of the wages of a shift's length that are paid */
    int                      minutes; /* of the axis */
    double                  *earned;  /* [minutes + 1] sum of the prices of the minutes before */
    double                  *best[2]; /* [minutes + 1] scratch of the pauses */
    int                      count, room;
};

static double earned(const struct maker *k, int from, int to)
{
    return k->earned[to] - k->earned[from];
}

static double paid(const struct maker *k, int from, int to)
{
    return k->contract->wage_h / 60 * (to - from + check_pay_extra(k->pay, from, to));
}

/* A pause that is paid loses what work would have earned; an unpaid one saves the wage besides. */
static double loss(const struct maker *k, const struct pause *p, int start)
{
    double lost = earned(k, start, start + p->length);
    return p->paid ? lost : lost - k->share * paid(k, start, start + p->length);
}

static int round_up(int x, int step)
{
    return (x + step - 1) / step * step;
}

/* Least loss of pauses taken in this order where they need not keep apart: best[x] = least over placements of those so far
 * that have ended by the grid's point x (the next may only start on the grid, so rounding an end up to it loses nothing).
 * INFINITY: they do not fit. */
static double place_in_order(const struct maker *k, const struct pause *p, int n, int start, int end)
{
    int     step = k->s->break_step_min > 0 ? k->s->break_step_min : 1;
    int     low = k->midnight + round_up(start - k->midnight, step), size = end > low ? round_up(end - low, step) / step + 1 : 1;
    double *now = k->best[0], *next = k->best[1];
    for (int x = 0; x < size; x++)
        now[x] = 0;
    for (int i = 0; i < n; i++) {
        int from = p[i].from > low ? round_up(p[i].from - low, step) / step : 0, at;
        for (int x = 0; x < size; x++)
            next[x] = INFINITY;
        for (int x = from; (at = low + x * step) <= p[i].to && at + p[i].length <= end; x++)
            next[x + round_up(p[i].length, step) / step] = now[x] + loss(k, &p[i], at);
        for (int x = 1; x < size; x++)
            next[x] = fmin(next[x], next[x - 1]);
        double *swap = now;
        now = next;
        next = swap;
    }
    return now[size - 1];
}

/* The same where work between pauses has a least or a most: best[m] = least loss with the last of those so far placed at
 * its m-th point; each pair of points of two pauses in a row is held against the limits. */
static double place_apart(const struct maker *k, const struct pause *p, int n, int start, int end)
{
    int     step = k->s->break_step_min > 0 ? k->s->break_step_min : 1, before = 1, first = start, length = 0;
    int     stretch = k->kind->stretch_max > 0 ? k->kind->stretch_max : end - start;
    double *now = k->best[0], *next = k->best[1], least = INFINITY;
    now[0] = 0; /* the start is a pause of no length */
    for (int i = 0; i < n; i++) {
        int from = k->midnight + round_up((p[i].from > start ? p[i].from : start) - k->midnight, step), count = 0;
        int gap = i > 0 ? k->kind->gap_min : 0;
        for (int at = from; at <= p[i].to && at + p[i].length <= end; at += step) {
            double best = INFINITY;
            for (int m = 0; m < before; m++) {
                int work = at - (first + m * step + length);
                if (work >= gap && work <= stretch)
                    best = fmin(best, now[m]);
            }
            next[count++] = best + loss(k, &p[i], at);
        }
        double *swap = now;
        now = next;
        next = swap;
        before = count;
        first = from;
        length = p[i].length;
    }
    for (int m = 0; m < before; m++)
        if (end - (first + m * step + length) <= stretch)
            least = fmin(least, now[m]);
    return least;
}

static int in_range(const struct paid_range *only, int length)
{
    return length >= only->from_min && (only->to_min == 0 || length <= only->to_min);
}

/* A shift to be placed: breaks in order, and what may go anywhere among them. */
struct build {
    int          start, end;
    struct pause breaks[BREAKS_MAX], free[2];
    int          break_count, free_count;
};

/* The orders of the pauses: `order` holds n of them, `taken` breaks and the free ones of `used` (bits) are among them. */
static double best_order(const struct maker *k, const struct build *b, struct pause *order, int n, int taken, unsigned used)
{
    double least = INFINITY;
    if (n == b->break_count + b->free_count)
        return k->kind->stretch_max > 0 || k->kind->gap_min > 0 ? place_apart(k, order, n, b->start, b->end)
                                                                : place_in_order(k, order, n, b->start, b->end);
    if (taken < b->break_count) {
        order[n] = b->breaks[taken];
        least = best_order(k, b, order, n + 1, taken + 1, used);
    }
    for (int i = 0; i < b->free_count; i++)
        if (!(used >> i & 1u)) {
            order[n] = b->free[i];
            least = fmin(least, best_order(k, b, order, n + 1, taken, used | 1u << i));
        }
    return least;
}

static double place_pauses(const struct maker *k, int start, int end, int length, int lunch_min, int split_min)
{
    const struct shift_kind *kind = k->kind;
    struct build             b = {.start = start, .end = end};
    struct pause             order[BREAKS_MAX + 2];
    for (int i = 0; i < kind->breaks; i++)
        if (in_range(&kind->rule[i].only, length))
            b.breaks[b.break_count++] = (struct pause){start + kind->rule[i].from_min, start + kind->rule[i].to_min,
                                                       kind->rule[i].length_min, 1};
    if (lunch_min)
        b.free[b.free_count++] = (struct pause){start + kind->lunch_from, start + kind->lunch_to, lunch_min, kind->lunch_paid};
    if (split_min) {
        struct pause gap = {start + kind->split_from, start + kind->split_to, split_min, 0};
        gap.from = gap.from > start + kind->part_min ? gap.from : start + kind->part_min;
        gap.to = gap.to < end - kind->part_min - split_min ? gap.to : end - kind->part_min - split_min;
        b.free[b.free_count++] = gap;
    }
    return best_order(k, &b, order, 0, 0, 0);
}

static int wall_of(const struct horizon *h, int minute)
{
    return h->wall_min[minute / h->interval_min] + minute % h->interval_min;
}

static int counted(const struct shift_kind *kind, int length)
{
    return kind->paid_min > 0 ? kind->paid_min : length;
}

static void add_shift(struct maker *k, int start, int length, int lunch_min, int split_min)
{
    int end = start + length + (k->kind->lunch_paid ? 0 : lunch_min) + split_min;
    if (length <= 0 || end > k->minutes)
        return;
    k->share = (double)counted(k->kind, length) / length;
    double lost = place_pauses(k, start, end, length, lunch_min, split_min);
    if (isinf(lost))
        return;
    size_t room = (size_t)k->room;
    k->menu->options = xgrow(k->menu->options, &room, (size_t)k->count + 1, sizeof *k->menu->options);
    k->room = (int)room;
    double pay = k->share * paid(k, start, end) + (split_min ? k->kind->split_pay : 0);
    k->menu->options[k->count++] = (struct check_option){.kind = (int)(k->kind - k->s->kinds),
                                                         .apart = k->apart[k->kind - k->s->kinds],
                                                         .start_min = start,
                                                         .wall = k->contract->same_start ? wall_of(&k->s->horizon, start) : -1,
                                                         .late = k->contract->weekly_rest_min > 0 && end > k->week_end,
                                                         .end_min = end,
                                                         .paid_min = counted(k->kind, length),
                                                         .value = earned(k, start, end) - pay - lost};
}

/* A length with each lunch and each gap it may have. */
static void add_length(struct maker *k, int start, int length)
{
    const struct shift_kind *kind = k->kind;
    int lunches = in_range(&kind->lunch_only, length) ? kind->lunches : 0, splits = in_range(&kind->split_only, length) ? kind->splits : 0;
    for (int i = 0; i == 0 || i < lunches; i++)
        for (int j = 0; j == 0 || j < splits; j++)
            add_shift(k, start, length, lunches ? kind->lunch_min[i] : 0, splits ? kind->split_min[j] : 0);
}

/* All lengths of one start that keep the contract's hours a day. */
static void add_start(struct maker *k, int start)
{
    const struct shift_kind *kind = k->kind;
    const struct contract   *c = k->contract;
    int step = kind->length_step > 0 ? kind->length_step : kind->length_to - kind->length_from + 1;
    for (int length = kind->length_from; length <= kind->length_to; length += step) {
        int paid_min = counted(kind, length);
        if ((c->day_min == RULE_NONE || paid_min >= c->day_min) && (c->day_max == RULE_NONE || paid_min <= c->day_max))
            add_length(k, start, length);
    }
}

/* Clock times that do not exist on the day give the same minute twice: it is taken once. */
static void add_day(struct maker *k, int day)
{
    const struct horizon *h = &k->s->horizon;
    k->midnight = horizon_day_start(h, day);
    k->week_end = horizon_day_start(h, h->week_first[horizon_week(h, day) + 1]);
    for (int i = 0; i < k->s->kind_count && !k->s->day_closed[day]; i++) {
        k->kind = &k->s->kinds[i];
        if (&k->s->contracts[k->kind->contract] != k->contract || !(k->kind->weekdays >> horizon_weekday(h, day) & 1u))
            continue;
        int last = -1, step = k->kind->start_step > 0 ? k->kind->start_step : 1440;
        for (int wall = k->kind->start_from; wall <= k->kind->start_to && wall < 1440; wall += step) {
            int start = horizon_minute(h, day, wall);
            if (start > last && start < horizon_day_start(h, day + 1))
                add_start(k, start);
            last = start;
        }
    }
}

static int by_paid(const void *a, const void *b)
{
    const struct check_option *x = a, *y = b;
    if (x->paid_min != y->paid_min)
        return x->paid_min < y->paid_min ? -1 : 1;
    if (x->apart != y->apart)
        return x->apart < y->apart ? -1 : 1;
    if (x->wall != y->wall)
        return x->wall < y->wall ? -1 : 1;
    if (x->late != y->late)
        return x->late < y->late ? -1 : 1;
    if (x->start_min != y->start_min)
        return x->start_min < y->start_min ? -1 : 1;
    return x->end_min < y->end_min ? -1 : x->end_min > y->end_min;
}

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

int check_menu_start_at(const struct check_menu *m, int minute)
{
    int low = 0, high = m->start_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (m->starts[middle] < minute)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The end of the week a minute lies in; *full 1: that week asks for a weekly rest. A week holds its own last midnight. */
static int week_end(const struct horizon *h, int minute, int *full)
{
    int week = 0;
    while (week + 1 < h->weeks && minute > horizon_day_start(h, h->week_first[week + 1]))
        week++;
    int end = horizon_day_start(h, h->week_first[week + 1]);
    *full = minute <= end && h->week_first[week + 1] - h->week_first[week] == 7;
    return end;
}

static void index_weekly_rest(struct check_menu *m, const struct scenario *s, const struct contract *c, struct check_option *o)
{
    int full, end = week_end(&s->horizon, o->end_min, &full), after = o->end_min + c->weekly_rest_min;
    o->weekly_at = -1;
    if (c->weekly_rest_min > 0 && full && after <= end)
        o->weekly_at = check_menu_start_at(m, after) > o->ready_at ? check_menu_start_at(m, after) : o->ready_at;
}

static void index_starts(struct check_menu *m, const struct scenario *s, const struct contract *c)
{
    int count = m->day_first[m->days], rest = c->rest_min > 0 ? c->rest_min : 0;
    m->starts = xmalloc(((size_t)count + 1) * sizeof *m->starts);
    for (int i = 0; i < count; i++)
        m->starts[i] = m->options[i].start_min;
    qsort(m->starts, (size_t)count, sizeof *m->starts, by_value);
    m->start_count = 0;
    for (int i = 0; i < count; i++)
        if (m->start_count == 0 || m->starts[i] != m->starts[m->start_count - 1])
            m->starts[m->start_count++] = m->starts[i];
    for (int i = 0; i < count; i++) {
        m->options[i].start_at = check_menu_start_at(m, m->options[i].start_min);
        m->options[i].ready_at = check_menu_start_at(m, m->options[i].end_min + rest);
        index_weekly_rest(m, s, c, &m->options[i]);
    }
    for (int d = 0; d <= m->days; d++)
        m->day_start[d] = check_menu_start_at(m, horizon_day_start(&s->horizon, d));
}

static void fill_earned(struct maker *k, const double *price)
{
    const struct horizon *h = &k->s->horizon;
    int end = h->intervals * h->interval_min;
    k->earned[0] = 0;
    for (int m = 0; m < k->minutes; m++) {
        double rate = m < end || h->cyclic ? price[m % end / h->interval_min] / h->interval_min : 0;
        k->earned[m + 1] = k->earned[m] + rate;
    }
}

void check_menu_make(struct check_menu *m, const struct scenario *s, const struct check_pay *pay, int contract,
                     const double *price)
{
    struct maker k = {.menu = m, .s = s, .pay = pay, .contract = &s->contracts[contract]};
    k.minutes = s->horizon.axis * s->horizon.interval_min;
    size_t size = (size_t)k.minutes + 1;
    k.earned = xmalloc(3 * size * sizeof *k.earned);
    k.best[0] = k.earned + size;
    k.best[1] = k.earned + 2 * size;
    fill_earned(&k, price);
    k.apart = xcalloc((size_t)s->kind_count + 1, sizeof *k.apart);
    for (int i = 0; i < s->kind_count; i++)
        k.apart[i] = s->kinds[i].contract == contract && check_days_kind_matters(s, i) ? i : -1;
    memset(m, 0, sizeof *m);
    m->days = s->horizon.days;
    m->day_first = xcalloc((size_t)m->days + 1, sizeof *m->day_first);
    m->day_start = xcalloc((size_t)m->days + 1, sizeof *m->day_start);
    for (int d = 0; d < m->days; d++) {
        add_day(&k, d);
        m->day_first[d + 1] = k.count;
        if (k.count > m->day_first[d])
            qsort(m->options + m->day_first[d], (size_t)(k.count - m->day_first[d]), sizeof *m->options, by_paid);
    }
    index_starts(m, s, k.contract);
    free(k.earned);
    free(k.apart);
}

void check_menu_free(struct check_menu *m)
{
    free(m->options);
    free(m->day_first);
    free(m->starts);
    free(m->day_start);
    memset(m, 0, sizeof *m);
}
