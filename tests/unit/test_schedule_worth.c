/* The value of every shift with its best pauses against every place the pauses could have, on random kinds with all rules
 * about pauses in play, on grids from 5 minutes on. What is legal and what it is worth is written here from rules.h. */
#include "random_problem.h"
#include "schedule/place.h"
#include "schedule/worth.h"

enum { SITES = 1500, SEED = 2718, PAUSES = BREAKS_MAX + 2 };

struct trial {
    const struct site    *x;
    const struct problem *p;
    const struct option  *o;
    const struct shift_kind *k;
    const double         *price; /* [intervals] */
    int    paid, lunch, gap;     /* minutes; 0: none */
    int    rule[BREAKS_MAX], breaks;
    int    start, end, midnight; /* minutes */
    int    from[PAUSES], to[PAUSES], unpaid[PAUSES], count; /* placed so far, in time */
    double best;
    long   tried;
};

struct tally {
    int  options, tied, split, never, by_length, loose, worked;
    long tried;
};

static int in_range(const struct paid_range *r, int paid)
{
    return paid >= r->from_min && (r->to_min == 0 || paid <= r->to_min);
}

/* Money of the minutes on work, less the pay of those that are paid. */
static double value(const struct trial *t)
{
    const struct horizon *h = &t->x->s.horizon;
    const double *wages = t->p->grid.wages[t->k->contract];
    int    length = h->intervals * h->interval_min, step = t->p->grid.step_min;
    double sum = t->gap ? -t->k->split_pay : 0, share = t->k->paid_min > 0 ? (double)t->k->paid_min / t->paid : 1;
    for (int m = t->start; m < t->end; m += step) {
        int paused = 0, unpaid = 0;
        for (int i = 0; i < t->count; i++)
            if (m >= t->from[i] && m < t->to[i]) {
                paused = 1;
                unpaid = t->unpaid[i];
            }
        if (!paused && (m < length || h->cyclic))
            sum += t->price[m % length / h->interval_min] * step / h->interval_min;
        if (!unpaid)
            sum -= share * (wages[m / step + 1] - wages[m / step]);
    }
    return sum;
}

static void place(struct trial *t, int next, int lunch, int gap);

static void try_pause(struct trial *t, int from_min, int to_min, int length, int unpaid, int next, int lunch, int gap)
{
    int at = t->count ? t->to[t->count - 1] : t->start;
    for (int m = at; m + length <= t->end; m++) {
        if ((m - t->midnight) % t->x->s.break_step_min || m - t->start < from_min || m - t->start > to_min ||
            (t->k->stretch_max && m - at > t->k->stretch_max) || (t->count && m - at < t->k->gap_min))
            continue;
        t->from[t->count] = m;
        t->to[t->count] = m + length;
        t->unpaid[t->count++] = unpaid;
        place(t, next, lunch, gap);
        t->count--;
    }
}

static void place(struct trial *t, int next, int lunch, int gap)
{
    const struct shift_kind *k = t->k;
    if (next < t->breaks) {
        const struct break_rule *r = &k->rule[t->rule[next]];
        try_pause(t, r->from_min, r->to_min, r->length_min, 0, next + 1, lunch, gap);
    }
    if (lunch)
        try_pause(t, k->lunch_from, k->lunch_to, lunch, !k->lunch_paid, next, 0, gap);
    if (gap) {
        int last = t->end - t->start - gap - k->part_min;
        try_pause(t, k->split_from > k->part_min ? k->split_from : k->part_min, k->split_to < last ? k->split_to : last, gap, 1, next,
                  lunch, 0);
    }
    if (next == t->breaks && !lunch && !gap && !(k->stretch_max && t->end - (t->count ? t->to[t->count - 1] : t->start) > k->stretch_max)) {
        t->tried++;
        t->best = fmax(t->best, value(t));
    }
}

/* The places worth_pauses names are legal and worth what worth_options says. */
static void check_places(struct trial *t, struct worth *w, int option, double claimed)
{
    const struct options *o = &t->p->options[t->k->contract];
    const struct shape *h = &o->shapes[t->o->shape];
    int places[PAUSES_MAX], step = t->p->grid.step_min;
    worth_pauses(w, t->p, t->k->contract, option, places);
    assert_true(pauses_legal(t->p, o, option, places));
    t->count = h->pauses;
    for (int i = 0; i < h->pauses; i++) {
        t->from[i] = places[i] * step;
        t->to[i] = (places[i] + h->pause[i].length) * step;
        t->unpaid[i] = h->pause[i].kind == ACT_SPLIT || (h->pause[i].kind == ACT_LUNCH && !t->k->lunch_paid);
    }
    assert_near(value(t), claimed, 1e-9 * (1 + fabs(claimed)));
}

static void try_option(struct tally *n, struct trial *t, struct worth *w, int option, double claimed)
{
    const struct shape *h = &t->p->options[t->k->contract].shapes[t->o->shape];
    t->best = -INFINITY;
    t->tried = t->count = t->breaks = 0;
    for (int i = 0; i < t->k->breaks; i++)
        if (in_range(&t->k->rule[i].only, t->paid))
            t->rule[t->breaks++] = i;
    n->by_length += t->breaks < t->k->breaks;
    place(t, 0, t->lunch, t->gap);
    n->options++;
    n->tried += t->tried;
    n->tied += !h->separable && h->pauses > 0;
    n->split += t->gap > 0;
    n->never += t->tried == 0;
    if (t->tried == 0) {
        assert_true(claimed < WORTH_NEVER && !t->o->fits);
        return;
    }
    assert_near(claimed, t->best, 1e-9 * (1 + fabs(t->best)));
    check_places(t, w, option, claimed);
}

/* Never less than the worth, and the worth itself once settled or where it was not left open. */
static void try_above(struct tally *n, const struct problem *p, struct worth *w, int contract, const double *values)
{
    int count = p->options[contract].count;
    double *above = xcalloc((size_t)count + 1, sizeof *above);
    worth_above(w, p, contract, above);
    for (int i = 0; i < count; i++) {
        assert_true(above[i] >= values[i] - 1e-9 * (1 + fabs(values[i])));
        int left = above[i] != values[i], open = worth_settle(w, p, contract, i, above);
        assert_true(open || !left);
        assert_true(above[i] == values[i]);
        assert_false(worth_settle(w, p, contract, i, above));
        n->loose += left;
    }
    free(above);
}

static void try_contract(struct tally *n, const struct site *x, const struct problem *p, struct worth *w, int contract, const double *price)
{
    const struct options *o = &p->options[contract];
    double *values = xcalloc((size_t)o->count + 1, sizeof *values);
    worth_options(w, p, contract, values);
    for (int i = 0; i < o->count; i++) {
        const struct shape *h = &o->shapes[o->option[i].shape];
        int step = p->grid.step_min;
        struct trial t = {.x = x, .p = p, .o = &o->option[i], .k = &x->s.kinds[h->kind], .price = price, .paid = h->paid * step,
                          .lunch = h->lunch < 0 ? 0 : h->pause[h->lunch].length * step,
                          .gap = h->split < 0 ? 0 : h->pause[h->split].length * step, .start = o->option[i].start * step,
                          .end = o->option[i].end * step, .midnight = horizon_day_start(&x->s.horizon, o->option[i].day)};
        try_option(n, &t, w, i, values[i]);
    }
    try_above(n, p, w, contract, values);
    free(values);
}

/* The tour an agent is placed on is worth as much as the best of all, every shift's worth known. */
static void try_places(struct tally *n, const struct problem *p, const double *price)
{
    struct certificate_room room;
    struct board b;
    int *tour = xcalloc((size_t)p->grid.days + 1, sizeof *tour);
    certificate_room_make(&room, p);
    board_make(&b, p);
    for (int i = 0; i < p->agents; i++) {
        int crew = p->crew_of[i];
        const struct crew *c = &p->crew[crew];
        if (!c->possible)
            continue;
        double *values = xcalloc((size_t)p->options[c->contract].count + 1, sizeof *values), sum = 0;
        worth_from_prices(&room.worth, p, price);
        worth_options(&room.worth, p, c->contract, values);
        struct tour_value v = tour_values(p, crew, values, &room.tour);
        place_agent(&b, i, PLACE_FREE, &room, tour);
        for (int d = 0; d < p->grid.days; d++)
            sum += tour[d] >= 0 ? values[tour[d]] : 0;
        assert_near(sum - tour_personal(p, crew, tour), fmax(v.worked, v.idle), 1e-9 * (1 + fabs(sum)));
        n->worked += v.worked > v.idle;
        free(values);
    }
    board_free(&b);
    certificate_room_free(&room, p);
    free(tour);
}

/* More pauses than other tests can afford: up to four breaks, wide windows, fine grids. */
static void thicken(struct rng *g, struct site *x)
{
    for (int k = 0; k < x->s.kind_count; k++) {
        struct shift_kind *kind = &x->s.kinds[k];
        kind->breaks = rng_between(g, 1, 4);
        for (int i = 0; i < kind->breaks; i++) {
            kind->rule[i].length_min = 5 * rng_between(g, 1, 3);
            kind->rule[i].only = week_lengths(g, kind);
            week_window(g, &kind->rule[i].from_min, &kind->rule[i].to_min, kind->length_from * (i + 1) / (kind->breaks + 1),
                        x->s.break_step_min, 4);
        }
        if (week_maybe(g, 0.7))
            week_ties(g, kind, x->s.break_step_min);
    }
}

static void test_value_of_every_shift(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = 0; number < SITES; number++) {
        struct random_problem r;
        struct worth w;
        random_problem_make(&r, SEED, number, (struct week_size){1, 1, 1 + number % 2, 2, 3, 6}, thicken);
        worth_make(&w, &r.p);
        double *price = xcalloc((size_t)r.p.need.intervals, sizeof *price);
        for (int t = 0; t < r.p.need.intervals; t++)
            price[t] = week_maybe(&r.g, 0.2) ? 0 : 80 * rng_uniform(&r.g) - 10;
        worth_from_prices(&w, &r.p, price);
        for (int c = 0; c < r.x.s.contract_count; c++)
            try_contract(&n, &r.x, &r.p, &w, c, price);
        try_places(&n, &r.p, price);
        free(price);
        worth_free(&w, &r.p);
        random_problem_free(&r);
    }
    print_message("%d shifts, %ld placements tried; tied %d, split %d, by length %d, without room %d, loose %d; tours %d\n", n.options,
                  n.tried, n.tied, n.split, n.by_length, n.never, n.loose, n.worked);
    assert_true(n.loose > 500 && n.worked > 300);
    assert_true(n.options > 5000 && n.tied > 3000 && n.split > 800 && n.by_length > 2000 && n.never > 500 && n.tried > 40000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_value_of_every_shift)};
    return cmocka_run_group_tests_name("schedule_worth", tests, NULL, NULL);
}
