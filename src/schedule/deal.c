#include "schedule/deal.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 3, TRIES = 40 /* exchanges that lead to others, for one hand */ };

struct table {
    const struct problem *p;
    struct pool *pool;
    const int *const *groups; /* [agents] */
    int         *tour;    /* [agents * days] */
    int         *shift;   /* [agents * days] index of the rounding's shift behind it */
    int         *key;     /* [agents] slots from midnight to the last start; -1: none yet */
    struct hand *hand;    int hands;
    struct card *card;    int cards;
};

struct hand { int agent, key; };
struct card { int option, shift, start; };

static void table_make(struct table *x, const struct problem *p, struct pool *pool, const int *const *groups)
{
    size_t n = (size_t)p->agents * (size_t)p->grid.days + 1;
    int shifts = 0;
    for (int k = 0; k < pool->d->shifts; k++)
        shifts += pool->d->shift[k].count;
    *x = (struct table){.p = p, .pool = pool, .groups = groups};
    x->tour = xmalloc(n * sizeof *x->tour);
    x->shift = xcalloc(n, sizeof *x->shift);
    x->key = xmalloc(((size_t)p->agents + 1) * sizeof *x->key);
    x->hand = xcalloc((size_t)p->agents + 1, sizeof *x->hand);
    x->card = xcalloc((size_t)shifts + 1, sizeof *x->card);
    for (size_t i = 0; i < n; i++)
        x->tour[i] = -1;
    for (int i = 0; i < p->agents; i++)
        x->key[i] = -1;
}

static void table_free(struct table *x)
{
    free(x->tour);
    free(x->shift);
    free(x->key);
    free(x->hand);
    free(x->card);
}

static int compare_hand(const void *a, const void *b)
{
    const struct hand *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : (x->agent > y->agent) - (x->agent < y->agent);
}

static int compare_card(const void *a, const void *b)
{
    const struct card *x = a, *y = b;
    return x->start != y->start ? (x->start > y->start) - (x->start < y->start) : (x->shift > y->shift) - (x->shift < y->shift);
}

static int suits(const struct table *x, const struct hand *h, const struct card *c, int day)
{
    const struct crew *crew = &x->p->crew[x->p->crew_of[h->agent]];
    const struct options *o = &x->p->options[crew->contract];
    const int *tour = x->tour + (size_t)h->agent * (size_t)x->p->grid.days;
    for (int d = day - 1; d >= 0; d--)
        if (tour[d] >= 0)
            return crew_allows(crew, c->option) && option_follows(o, &o->option[tour[d]], &o->option[c->option]);
    return crew_allows(crew, c->option);
}

static void lay_out(struct table *x, int contract, int day, int group, struct rng *rng)
{
    const struct problem *p = x->p;
    const struct options *o = &p->options[contract];
    x->cards = x->hands = 0;
    for (int i = o->first[day * o->groups + group]; i < o->first[day * o->groups + group + 1]; i++)
        for (int k = x->pool->first[contract][i]; k >= 0; k = x->pool->next[k])
            for (int n = 0; n < x->pool->rest[k]; n++)
                x->card[x->cards++] = (struct card){.option = i, .shift = k, .start = o->option[i].start};
    for (int i = 0; i < p->agents && x->cards > 0; i++)
        if (x->groups[i] && p->crew[p->crew_of[i]].contract == contract && x->groups[i][day] == group) {
            int key = x->key[i] >= 0 ? x->key[i] : x->card[rng_below(rng, x->cards)].start - p->grid.midnight[day];
            x->hand[x->hands++] = (struct hand){.agent = i, .key = key};
        }
    qsort(x->card, (size_t)x->cards, sizeof *x->card, compare_card);
    qsort(x->hand, (size_t)x->hands, sizeof *x->hand, compare_hand);
}

/* A hand that does not suit its card changes with another that suits both. */
static void mend(struct table *x, int i, int day)
{
    for (int j = 0; j < x->cards; j++) {
        int held = j < x->hands;
        if (j == i || !suits(x, &x->hand[i], &x->card[j], day) || (held && !suits(x, &x->hand[j], &x->card[i], day)))
            continue;
        struct card c = x->card[i];
        x->card[i] = x->card[j];
        x->card[j] = c;
        return;
    }
}

static int shift_before(const struct table *x, int agent, int day)
{
    const int *tour = x->tour + (size_t)agent * (size_t)x->p->grid.days;
    do
        day--;
    while (day >= 0 && tour[day] < 0);
    return day;
}

/* 1: the shift can stand on that day before what the agent has after it. */
static int can_stand(const struct table *x, int agent, int day, int option)
{
    const struct crew *crew = &x->p->crew[x->p->crew_of[agent]];
    const struct options *o = &x->p->options[crew->contract];
    const int *tour = x->tour + (size_t)agent * (size_t)x->p->grid.days;
    int after = day + 1;
    while (after < x->p->grid.days && tour[after] < 0)
        after++;
    return crew_allows(crew, option) && (after == x->p->grid.days || option_follows(o, &o->option[option], &o->option[tour[after]]));
}

static int follows_before(const struct table *x, int agent, int day, int option)
{
    const struct options *o = &x->p->options[x->p->crew[x->p->crew_of[agent]].contract];
    int before = shift_before(x, agent, day);
    return before < 0 || option_follows(o, &o->option[x->tour[(size_t)agent * (size_t)x->p->grid.days + (size_t)before]], &o->option[option]);
}

static void exchange(struct table *x, int a, int b, int day)
{
    size_t days = (size_t)x->p->grid.days, i = (size_t)a * days + (size_t)day, j = (size_t)b * days + (size_t)day;
    int option = x->tour[i], shift = x->shift[i];
    x->tour[i] = x->tour[j];
    x->shift[i] = x->shift[j];
    x->tour[j] = option;
    x->shift[j] = shift;
}

/* Exchanges shifts of earlier days with others until the agent is rested for the option; 0: nobody was found to do so with. Whom
 * the agent would have to change an even earlier day for comes last. */
static int make_rested(struct table *x, int agent, int day, int option, int depth)
{
    const struct problem *p = x->p;
    const struct options *o = &p->options[p->crew[p->crew_of[agent]].contract];
    int before = shift_before(x, agent, day), tries = 0;
    if (follows_before(x, agent, day, option))
        return 1;
    int mine = x->tour[(size_t)agent * (size_t)p->grid.days + (size_t)before];
    for (int deep = 0; deep < depth; deep++)
        for (int i = 0; i < p->agents && tries < TRIES; i++) {
            int other = x->tour[(size_t)i * (size_t)p->grid.days + (size_t)before];
            if (other < 0 || p->crew[p->crew_of[i]].contract != p->crew[p->crew_of[agent]].contract ||
                o->option[other].group != o->option[mine].group || !option_follows(o, &o->option[other], &o->option[option]) ||
                !crew_allows(&p->crew[p->crew_of[agent]], other) || !can_stand(x, i, before, mine) || !follows_before(x, i, before, mine))
                continue;
            tries += deep;
            if (deep ? !make_rested(x, agent, before, other, depth - 1) : !follows_before(x, agent, before, other))
                continue;
            exchange(x, agent, i, before);
            return 1;
        }
    return 0;
}

static void put_down(struct table *x, const struct hand *h, const struct card *c, int day)
{
    size_t at = (size_t)h->agent * (size_t)x->p->grid.days + (size_t)day;
    x->tour[at] = c->option;
    x->shift[at] = c->shift;
    x->key[h->agent] = c->start - x->p->grid.midnight[day];
}

static int can_hold(const struct table *x, int agent, int option)
{
    return crew_allows(&x->p->crew[x->p->crew_of[agent]], option);
}

/* A card for which the hand is not rested: it is made so, or somebody is whose card the hand can have. 0: the card is left. */
static int put_late(struct table *x, int i, int day)
{
    struct hand *h = &x->hand[i];
    const struct card *c = &x->card[i];
    if (can_hold(x, h->agent, c->option) && make_rested(x, h->agent, day, c->option, DEPTH)) {
        put_down(x, h, c, day);
        return 1;
    }
    for (int j = 0; j < x->hands && j < x->cards; j++) {
        const struct hand *other = &x->hand[j];
        int held = x->tour[(size_t)other->agent * (size_t)x->p->grid.days + (size_t)day];
        if (held != x->card[j].option || !suits(x, h, &x->card[j], day) || !can_hold(x, other->agent, c->option) ||
            !make_rested(x, other->agent, day, c->option, DEPTH) || !suits(x, h, &x->card[j], day) /* still */)
            continue;
        struct card given = x->card[j];
        x->card[j] = *c;
        x->card[i] = given;
        put_down(x, h, &x->card[i], day);
        put_down(x, other, &x->card[j], day);
        return 1;
    }
    return 0;
}

static void deal_day(struct table *x, int contract, int day, int group, struct rng *rng)
{
    lay_out(x, contract, day, group, rng);
    for (int i = 0; i < x->hands && i < x->cards; i++)
        if (!suits(x, &x->hand[i], &x->card[i], day))
            mend(x, i, day);
    unsigned char *late = xcalloc((size_t)x->hands + 1, 1);
    for (int i = 0; i < x->hands && i < x->cards; i++) {
        late[i] = (unsigned char)!suits(x, &x->hand[i], &x->card[i], day);
        if (late[i])
            continue;
        put_down(x, &x->hand[i], &x->card[i], day);
        pool_take(x->pool, x->card[i].shift);
    }
    for (int i = 0; i < x->hands && i < x->cards; i++) {
        int shift = x->card[i].shift; /* the card may go to another hand */
        if (late[i] && put_late(x, i, day))
            pool_take(x->pool, shift);
    }
    free(late);
}

static int is_rested(const struct table *x, int agent)
{
    const struct options *o = &x->p->options[x->p->crew[x->p->crew_of[agent]].contract];
    const int *tour = x->tour + (size_t)agent * (size_t)x->p->grid.days;
    const struct option *last = NULL;
    for (int d = 0; d < x->p->grid.days; d++) {
        if (tour[d] >= 0 && last && !option_follows(o, last, &o->option[tour[d]]))
            return 0;
        last = tour[d] >= 0 ? &o->option[tour[d]] : last;
    }
    return 1;
}

/* Puts the agent on with what was dealt, or gives it back: 0. */
static int keep(struct board *b, struct table *x, int agent)
{
    const struct problem *p = x->p;
    int days = p->grid.days, crew = p->crew_of[agent], whole = 1;
    const int *tour = x->tour + (size_t)agent * (size_t)days, *shift = x->shift + (size_t)agent * (size_t)days;
    int *places = xcalloc((size_t)days * PAUSES_MAX + 1, sizeof *places);
    for (int d = 0; d < days; d++) {
        whole &= (tour[d] >= 0) == (x->groups[agent][d] >= 0);
        if (tour[d] >= 0)
            memcpy(places + (size_t)d * PAUSES_MAX, x->pool->d->shift[shift[d]].place, PAUSES_MAX * sizeof *places);
    }
    if (whole && is_rested(x, agent) && isfinite(tour_personal(p, crew, tour)))
        board_restore(b, agent, tour, places);
    else {
        whole = 0;
        for (int d = 0; d < days; d++)
            if (tour[d] >= 0)
                pool_give_back(x->pool, shift[d]);
    }
    free(places);
    return whole;
}

void deal_days(struct board *b, struct pool *pool, const int *const *groups, struct rng *rng, unsigned char *dealt)
{
    const struct problem *p = b->p;
    struct table x;
    table_make(&x, p, pool, groups);
    for (int d = 0; d < p->grid.days; d++)
        for (int c = 0; c < p->s->contract_count; c++)
            for (int g = 0; g < p->options[c].groups; g++)
                deal_day(&x, c, d, g, rng);
    for (int i = 0; i < p->agents; i++)
        if (groups[i])
            dealt[i] = (unsigned char)keep(b, &x, i);
    table_free(&x);
}
