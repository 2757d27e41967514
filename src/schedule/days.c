#include "schedule/days.h"
#include "base/alloc.h"
#include "schedule/certificate.h"
#include "schedule/day.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

enum { AGENTS_MAX = 150, TURNS_MAX = 12, MORE = 4 };
static const double OWN_LEAST = 0.8; /* of the intervals that matter */
static const long WORK = 40000000; /* of each day at first */

struct week { /* what the threads share */
    const struct problem   *p;
    const struct days_plan *plan;
    struct day_terms        terms;
    struct node            *node;
    int                     next, stopped;
    pthread_mutex_t         lock;
};

/* The day whose own each interval is (day.h). */
static int *find_owners(const struct problem *p)
{
    enum { NOBODY = -2, SHARED = -1 };
    int T = p->need.intervals, *owner = xmalloc(((size_t)T + 1) * sizeof *owner);
    for (int t = 0; t < T; t++)
        owner[t] = NOBODY;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int i = 0; i < p->options[c].count; i++) {
            const struct option *x = &p->options[c].option[i];
            int offered = problem_offers(p, c, i);
            for (int slot = x->start; slot < x->end && offered; slot++) {
                int t = p->grid.interval[slot];
                if (t >= 0)
                    owner[t] = owner[t] == NOBODY || owner[t] == x->day ? x->day : SHARED;
            }
        }
    for (int t = 0; t < T; t++)
        owner[t] = owner[t] == NOBODY ? p->s->horizon.day_of[t] : owner[t];
    return owner;
}

int days_suit(const struct problem *p)
{
    int *owner, wanted = 0, own = 0;
    if (p->agents == 0 || p->agents > AGENTS_MAX)
        return 0;
    owner = find_owners(p);
    for (int t = 0; t < p->need.intervals; t++) {
        int matters = p->r->floor_gross[t] > 0 || p->need.goal[t] >= 0;
        wanted += matters;
        own += matters && owner[t] >= 0;
    }
    free(owner);
    return own > 0 && own >= OWN_LEAST * wanted;
}

static void *work(void *context)
{
    struct week *w = context;
    for (;;) {
        pthread_mutex_lock(&w->lock);
        if (!w->stopped && w->plan->stop)
            w->stopped = w->plan->stop(w->plan->context);
        int day = w->next++, stopped = w->stopped;
        pthread_mutex_unlock(&w->lock);
        if (stopped || day >= w->p->grid.days)
            return NULL;
        struct day_share *x = &w->node->day[day];
        if (x->open)
            x->gain = fmax(x->gain, day_gain(w->p, day, &w->terms, w->node->work, &x->open));
    }
}

static void run_threads(struct week *w)
{
    pthread_t *thread = xcalloc((size_t)w->plan->threads + 1, sizeof *thread);
    int made = 0;
    pthread_mutex_init(&w->lock, NULL);
    while (made + 1 < w->plan->threads && made + 1 < w->p->grid.days && pthread_create(&thread[made], NULL, work, w) == 0)
        made++;
    work(w);
    for (int i = 0; i < made; i++)
        pthread_join(thread[i], NULL);
    pthread_mutex_destroy(&w->lock);
    free(thread);
}

/* More work for the node's days; 0: it has had all it may get. */
static int more_work(struct node *n, const struct problem *p, long most)
{
    int open = 0;
    if (!n->day) {
        n->day = xcalloc((size_t)p->grid.days, sizeof *n->day);
        n->work = most < WORK ? most : WORK;
        for (int d = 0; d < p->grid.days; d++)
            n->day[d].open = 1;
        return 1;
    }
    for (int d = 0; d < p->grid.days; d++)
        open |= n->day[d].open;
    if (!open || n->work >= most)
        return 0;
    n->work = n->work * MORE < most ? n->work * MORE : most;
    return 1;
}

/* Returns nonzero when stopped. */
static int raise_node(struct node *n, const struct problem *p, const struct days_plan *plan, struct certificate_room *r)
{
    int days = p->grid.days, *owner = find_owners(p);
    double *relaxed = xcalloc((size_t)days, sizeof *relaxed), bound = certificate_linked(p, &n->result.prices, &n->counts, r);
    for (int t = 0; t < p->need.intervals; t++)
        if (owner[t] >= 0)
            relaxed[owner[t]] += certificate_intervals(p, &n->result.prices, t, t + 1);
    for (int d = 0; d < days; d++)
        relaxed[d] -= certificate_day_counts(p, &n->result.prices, &n->counts, d);
    struct week w = {.p = p, .plan = plan, .node = n,
                     .terms = {.prices = &n->result.prices, .counts = &n->counts, .link = r->value, .owner = owner, .relaxed = relaxed}};
    run_threads(&w);
    for (int d = 0; d < days; d++)
        bound += n->day[d].gain;
    free(relaxed);
    free(owner);
    if (bound > n->result.bound) {
        n->result.bound = bound;
        n->raised = 1;
    }
    return w.stopped;
}

void days_raise(struct cover *v, const struct problem *p, const struct days_plan *plan)
{
    struct certificate_room room;
    certificate_room_make(&room, p);
    for (int turn = 0; turn < TURNS_MAX && more_work(&v->node[0], p, plan->work); turn++) {
        int stopped = raise_node(&v->node[0], p, plan, &room);
        cover_sort(v);
        if (stopped)
            break;
    }
    certificate_room_free(&room, p);
}
