#include "schedule/certificate.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

void certificate_room_make(struct certificate_room *r, const struct problem *p)
{
    worth_make(&r->worth, p);
    tour_room_make(&r->tour, p);
    r->value = xcalloc((size_t)p->s->contract_count, sizeof *r->value);
    for (int c = 0; c < p->s->contract_count; c++)
        r->value[c] = xmalloc(((size_t)p->options[c].count + 1) * sizeof **r->value);
    r->team = NULL;
    r->other = NULL;
}

void certificate_room_share(struct certificate_room *r, const struct problem *p, int threads)
{
    if (threads < 2)
        return;
    r->team = team_make(threads);
    r->other = xcalloc((size_t)threads - 1, sizeof *r->other);
    for (int i = 0; i < threads - 1; i++) {
        r->other[i].value = r->value;
        worth_lend(&r->other[i].worth, &r->worth, p);
        tour_room_make(&r->other[i].tour, p);
    }
}

static void stop_sharing(struct certificate_room *r, const struct problem *p)
{
    if (!r->team)
        return;
    for (int i = 0; i < team_threads(r->team) - 1; i++) {
        worth_return(&r->other[i].worth);
        tour_room_free(&r->other[i].tour, p);
    }
    team_free(r->team);
    free(r->other);
}

void certificate_room_free(struct certificate_room *r, const struct problem *p)
{
    stop_sharing(r, p);
    worth_free(&r->worth, p);
    tour_room_free(&r->tour, p);
    for (int c = 0; c < p->s->contract_count; c++)
        free(r->value[c]);
    free(r->value);
}

struct share {
    struct certificate_room *room;
    void (*work)(void *context, int item, struct certificate_room *room);
    void  *context;
};

static void do_share(void *context, int item, int thread)
{
    const struct share *s = context;
    s->work(s->context, item, thread == 0 ? s->room : &s->room->other[thread - 1]);
}

void certificate_each(struct certificate_room *r, int items, void (*work)(void *context, int item, struct certificate_room *room),
                      void *context)
{
    struct share s = {r, work, context};
    if (r->team)
        team_run(r->team, items, do_share, &s);
    for (int i = 0; i < items && !r->team; i++)
        work(context, i, r);
}

struct tally {
    const struct problem *p;
    const struct prices  *prices;
    struct tour_value    *best; /* [crews] */
};

static void value_day(void *context, int item, struct certificate_room *room)
{
    const struct tally *t = context;
    int contract = item / t->p->grid.days, day = item % t->p->grid.days;
    const struct options *o = &t->p->options[contract];
    double *value = room->value[contract], charged = t->prices->shift[item];
    worth_day(&room->worth, t->p, contract, day, value);
    for (int i = o->first[day * o->groups]; i < o->first[(day + 1) * o->groups] && charged != 0; i++)
        value[i] -= value[i] < WORTH_NEVER ? 0 : charged;
}

void certificate_values(const struct problem *p, const struct prices *prices, struct certificate_room *r)
{
    struct tally tally = {.p = p, .prices = prices};
    worth_from_prices(&r->worth, p, prices->cover);
    certificate_each(r, p->s->contract_count * p->grid.days, value_day, &tally);
}

double problem_paid_leave(const struct problem *p)
{
    double sum = 0;
    for (int i = 0; i < p->agents; i++) {
        const struct agent *a = &p->s->agents[p->agent[i]];
        for (int w = 0; w < p->s->horizon.weeks; w++)
            sum += p->s->contracts[a->contract].wage_h * a->paid_leave_min[w] / 60;
    }
    return sum;
}

/* price n + h_t(n) at so many slots (bound.h). */
static double cost_at(const struct need *n, int t, double price, double mu, int slots)
{
    double cost = price * slots / n->per + need_cost(n, t, slots);
    return mu > 0 ? cost - mu * need_service(n, t, slots) : cost;
}

/* The whole slots beside a kink. */
static double least_beside(const struct need *n, int t, double price, double kink)
{
    int slots = (int)floor(kink + 1e-9);
    return fmin(cost_at(n, t, price, 0, slots), cost_at(n, t, price, 0, slots + 1));
}

/* Of money alone: it is convex, and linear between its kinks. */
static double least_money(const struct need *n, int t, double price)
{
    const struct need_line *l = &n->line[t];
    double least = fmin(cost_at(n, t, price, 0, 0), least_beside(n, t, price, l->floor));
    least = fmin(least, least_beside(n, t, price, l->gross));
    if (isfinite(l->seats))
        least = fmin(least, least_beside(n, t, price, l->seats));
    for (const struct need_deep *d = l->deep; d->below >= 0; d++)
        least = fmin(least, least_beside(n, t, price, d->below));
    return least;
}

/* min over whole slots of price n + h_t(n). Raises a price that would fall without end. */
static double interval_term(const struct need *n, int t, double *price)
{
    const struct need_line *l = &n->line[t];
    double mu = n->goal[t] >= 0 ? n->price[n->goal[t]] : 0;
    *price = fmax(*price, -n->per * (l->over + l->seat));
    double least = least_money(n, t, *price);
    if (!(mu > 0))
        return least;
    least = INFINITY;
    double last = fmax(fmax(l->floor, l->gross), fmax(need_last(n, t), isfinite(l->seats) ? l->seats : 0));
    for (int slots = 0; slots <= last + 1; slots++)
        least = fmin(least, cost_at(n, t, *price, mu, slots));
    return least;
}

static void best_tours(void *context, int crew, struct certificate_room *room)
{
    const struct tally *t = context;
    const struct crew *c = &t->p->crew[crew];
    t->best[crew] = (struct tour_value){-c->idle_cost, -INFINITY};
    if (c->possible)
        t->best[crew] = tour_values(t->p, crew, room->value[c->contract], &room->tour);
}

static double agents_term(const struct problem *p, const struct prices *prices, int counted, struct certificate_room *r,
                          struct tour_value *best)
{
    double sum = 0;
    struct tour_value *own = best ? NULL : xcalloc((size_t)p->crews + 1, sizeof *own);
    struct tally tally = {p, prices, best ? best : own};
    certificate_each(r, p->crews, best_tours, &tally);
    for (int i = 0; i < p->crews; i++) {
        const struct crew *c = &p->crew[i];
        const struct tour_value *v = &tally.best[i];
        sum += c->size * fmax(v->idle, v->worked - (counted ? prices->count[c->contract] : 0));
    }
    free(own);
    return sum;
}

double certificate_intervals(const struct problem *p, struct prices *prices, int first, int last)
{
    struct need n = p->need;
    double sum = 0;
    n.price = prices->goal;
    for (int t = first; t < last; t++)
        sum += interval_term(&n, t, &prices->cover[t]);
    return sum;
}

double certificate_day_counts(const struct problem *p, const struct prices *prices, const struct counts *counts, int day)
{
    double sum = 0;
    for (int c = 0; c < p->s->contract_count; c++) {
        int at = c * p->grid.days + day;
        sum += fmax(counts->day_low[at] * prices->shift[at], counts->day_high[at] * prices->shift[at]);
    }
    return sum;
}

double certificate_staff(const struct problem *p, struct prices *prices, const struct counts *counts, struct certificate_room *r)
{
    for (int g = 0; g < p->r->goal_count; g++)
        prices->goal[g] = fmin(fmax(prices->goal[g], 0), p->r->goals[g].price_per_contact);
    double bound = problem_paid_leave(p) + certificate_intervals(p, prices, 0, p->need.intervals);
    for (int c = 0; c < p->s->contract_count && counts; c++)
        bound -= fmax(counts->low[c] * prices->count[c], counts->high[c] * prices->count[c]);
    for (int d = 0; d < p->grid.days && counts; d++)
        bound -= certificate_day_counts(p, prices, counts, d);
    certificate_values(p, prices, r);
    return bound;
}

double certificate_bound(const struct problem *p, struct prices *prices, const struct counts *counts,
                         struct certificate_room *r, struct tour_value *best)
{
    double staff = certificate_staff(p, prices, counts, r);
    return staff - agents_term(p, prices, counts != NULL, r, best);
}

/* Options lie by day, then group, groups of one paid length side by side. Shifts in hours when nobody is available count for
 * nothing: their intervals are priced as if all were short. */
static void link_values(const struct problem *p, int contract, double *value)
{
    const struct options *o = &p->options[contract];
    for (int d = 0; d < p->grid.days; d++)
        for (int g = 0, end; g < o->groups; g = end) {
            double best = 2.0 * WORTH_NEVER;
            for (end = g + 1; end < o->groups && o->group[end].paid_min == o->group[g].paid_min; end++)
                ;
            int first = o->first[d * o->groups + g], last = o->first[d * o->groups + end];
            for (int i = first; i < last; i++)
                if (value[i] > best && problem_offers(p, contract, i))
                    best = value[i];
            for (int i = first; i < last; i++)
                value[i] = value[i] < WORTH_NEVER ? value[i] : best;
        }
}

double certificate_linked(const struct problem *p, struct prices *prices, const struct counts *counts,
                          struct certificate_room *r)
{
    double staff = certificate_staff(p, prices, counts, r);
    for (int c = 0; c < p->s->contract_count; c++)
        link_values(p, c, r->value[c]);
    return staff - agents_term(p, prices, counts != NULL, r, NULL);
}
