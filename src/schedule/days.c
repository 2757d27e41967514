#include "schedule/days.h"
#include "base/alloc.h"
#include "schedule/certificate.h"
#include "schedule/day.h"
#include <pthread.h>
#include <stdlib.h>

enum { AGENTS_MAX = 150, TURNS_MAX = 6 };

struct week { /* what the threads share */
    const struct problem   *p;
    const struct days_plan *plan;
    struct day_terms        terms;
    double                 *gain;
    int                     next, stopped;
    pthread_mutex_t         lock;
};

int days_suit(const struct problem *p)
{
    int apart = p->agents > 0 && p->agents <= AGENTS_MAX;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int i = 0; i < p->options[c].count && apart; i++) {
            const struct option *x = &p->options[c].option[i];
            apart = x->end <= p->grid.midnight[x->day + 1] || !problem_offers(p, c, i);
        }
    return apart;
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
        w->gain[day] = day_gain(w->p, day, &w->terms, w->plan->work);
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

/* Returns nonzero when stopped. */
static int raise_node(struct node *n, const struct problem *p, const struct days_plan *plan, struct certificate_room *r)
{
    size_t days = (size_t)p->grid.days;
    double *relaxed = xcalloc(days, sizeof *relaxed), *gain = xcalloc(days, sizeof *gain);
    double bound = certificate_linked(p, &n->result.prices, &n->counts, r);
    for (int d = 0; d < p->grid.days; d++)
        relaxed[d] = certificate_intervals(p, &n->result.prices, p->grid.midnight[d] / p->grid.per,
                                           p->grid.midnight[d + 1] / p->grid.per, r);
    struct week w = {.p = p, .plan = plan, .gain = gain,
                     .terms = {.prices = &n->result.prices, .counts = &n->counts, .link = r->value, .relaxed = relaxed}};
    run_threads(&w);
    for (int d = 0; d < p->grid.days; d++)
        bound += gain[d];
    free(relaxed);
    if (bound > n->result.bound) {
        n->result.bound = bound;
        n->gain = gain;
    } else {
        free(gain);
    }
    return w.stopped;
}

void days_raise(struct cover *v, const struct problem *p, const struct days_plan *plan)
{
    struct certificate_room room;
    certificate_room_make(&room, p);
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        double before = v->bound;
        if (v->node[0].gain || raise_node(&v->node[0], p, plan, &room))
            break;
        cover_sort(v);
        if (v->bound <= before)
            break;
    }
    cover_sort(v);
    certificate_room_free(&room, p);
}
