#include "check/check_people.h"
#include "base/alloc.h"
#include "model/period.h"
#include <stdlib.h>
#include <string.h>

struct person {
    int                     agent;
    const struct scenario  *s;
    const struct time_off **offs;     /* [off_count] */
    const struct request  **requests; /* [request_count] */
    int                     off_count, request_count;
};

static int order(double a, double b)
{
    return a < b ? -1 : a > b;
}

static int compare_offs(const struct person *x, const struct person *y)
{
    int c = order(x->off_count, y->off_count);
    for (int i = 0; i < x->off_count && !c; i++) {
        const struct time_off *a = x->offs[i], *b = y->offs[i];
        c = order(a->start_min, b->start_min);
        c = c ? c : order(a->end_min, b->end_min);
        c = c ? c : order(a->credited_min > 0, b->credited_min > 0);
    }
    return c;
}

static int compare_requests(const struct person *x, const struct person *y)
{
    int c = order(x->request_count, y->request_count);
    for (int i = 0; i < x->request_count && !c; i++) {
        const struct request *a = x->requests[i], *b = y->requests[i];
        double keys[][2] = {{a->day, b->day},           {a->wish, b->wish},     {a->kind, b->kind},
                            {a->from_min, b->from_min}, {a->to_min, b->to_min}, {a->weight, b->weight}};
        for (size_t k = 0; k < sizeof keys / sizeof keys[0] && !c; k++)
            c = order(keys[k][0], keys[k][1]);
    }
    return c;
}

static int compare_limits(const struct agent *a, const struct agent *b)
{
    int c = order(a->kind_max_count, b->kind_max_count);
    for (int i = 0; i < a->kind_max_count && !c; i++) {
        c = order(a->kind_max[i].kind, b->kind_max[i].kind);
        c = c ? c : order(a->kind_max[i].max, b->kind_max[i].max);
    }
    return c;
}

static int compare_duties(const struct agent *a, const struct agent *b, int days)
{
    int c = order(a->duty != NULL, b->duty != NULL);
    for (int d = 0; d < days && a->duty && !c; d++) {
        const struct duty *x = &a->duty[d], *y = &b->duty[d];
        c = order(x->what, y->what);
        c = c ? c : order(x->kinds, y->kinds);
        for (int i = 0; i < x->kinds && !c; i++)
            c = order(x->kind[i], y->kind[i]);
    }
    return c;
}

static int compare(const void *p, const void *q)
{
    const struct person  *x = p, *y = q;
    const struct agent   *a = &x->s->agents[x->agent], *b = &y->s->agents[y->agent];
    const struct horizon *h = &x->s->horizon;
    double keys[][2] = {{a->skill_count ? a->skills[0] : -1, b->skill_count ? b->skills[0] : -1},
                        {a->contract, b->contract},
                        {a->consecutive_before, b->consecutive_before},
                        {a->rest_until_min, b->rest_until_min},
                        {a->hours_before_min, b->hours_before_min},
                        {a->weekends_before, b->weekends_before}};
    int c = 0;
    for (size_t k = 0; k < sizeof keys / sizeof keys[0] && !c; k++)
        c = order(keys[k][0], keys[k][1]);
    c = c ? c : memcmp(a->available, b->available, (size_t)h->days * sizeof *a->available);
    if (c)
        return c;
    c = memcmp(a->credited_min, b->credited_min,
               (size_t)period_count(&x->s->contracts[a->contract], h) * sizeof *a->credited_min);
    c = c ? c : compare_limits(a, b);
    c = c ? c : compare_duties(a, b, h->days);
    c = c ? c : compare_offs(x, y);
    return c ? c : compare_requests(x, y);
}

static int by_class(const void *p, const void *q)
{
    const struct person *x = p, *y = q;
    int c = compare(p, q);
    return c ? c : order(x->agent, y->agent);
}

/* Deals the time off and the requests out to their agents, in one pool each. */
static void deal(struct person *people, const struct scenario *s, const struct time_off **offs, const struct request **requests)
{
    for (int i = 0; i < s->time_off_count; i++)
        people[s->time_offs[i].agent].off_count++;
    for (int i = 0; i < s->request_count; i++)
        people[s->requests[i].agent].request_count++;
    for (int a = 0; a < s->agent_count; a++) {
        people[a].agent = a;
        people[a].s = s;
        people[a].offs = offs;
        people[a].requests = requests;
        offs += people[a].off_count;
        requests += people[a].request_count;
        people[a].off_count = people[a].request_count = 0;
    }
    for (int i = 0; i < s->time_off_count; i++) {
        struct person *p = &people[s->time_offs[i].agent];
        p->offs[p->off_count++] = &s->time_offs[i];
    }
    for (int i = 0; i < s->request_count; i++) {
        struct person *p = &people[s->requests[i].agent];
        p->requests[p->request_count++] = &s->requests[i];
    }
}

void check_people_make(struct check_people *p, const struct scenario *s)
{
    struct person          *people = xcalloc((size_t)s->agent_count + 1, sizeof *people);
    const struct time_off **offs = xcalloc((size_t)s->time_off_count + 1, sizeof *offs);
    const struct request  **requests = xcalloc((size_t)s->request_count + 1, sizeof *requests);
    deal(people, s, offs, requests);
    qsort(people, (size_t)s->agent_count, sizeof *people, by_class);
    p->classes = xcalloc((size_t)s->agent_count + 1, sizeof *p->classes);
    p->count = 0;
    for (int i = 0; i < s->agent_count; i++) {
        if (i == 0 || compare(&people[i - 1], &people[i]) != 0)
            p->classes[p->count++].agent = people[i].agent;
        p->classes[p->count - 1].size++;
    }
    free(people);
    free(offs);
    free(requests);
}

void check_people_free(struct check_people *p)
{
    free(p->classes);
    memset(p, 0, sizeof *p);
}
