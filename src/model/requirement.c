#include "model/requirement.h"
#include "base/alloc.h"
#include "base/table.h"
#include "model/interval_table.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void requirement_alloc(struct requirement *r, int queue, int intervals)
{
    size_t n = (size_t)intervals;
    memset(r, 0, sizeof *r);
    r->queue = queue;
    r->intervals = intervals;
    r->seats = INFINITY;
    r->kind = xcalloc(n, sizeof *r->kind);
    r->agents = xcalloc(n, sizeof *r->agents);
    r->floor_agents = xcalloc(n, sizeof *r->floor_agents);
    r->capped = xcalloc(n, sizeof *r->capped);
    r->curve_at = xcalloc(n, sizeof *r->curve_at);
    r->curve_len = xcalloc(n, sizeof *r->curve_len);
    double **reals[] = {&r->offered, &r->aht_s,     &r->shrink,  &r->agents_gross, &r->floor_gross, &r->sl,
                        &r->asa_s,   &r->occupancy, &r->abandon, &r->under_per_h,  &r->over_per_h,  &r->promised};
    for (size_t i = 0; i < sizeof reals / sizeof reals[0]; i++)
        *reals[i] = xcalloc(n, sizeof **reals[i]);
}

void requirement_deepen(struct requirement *r, int deep)
{
    size_t n = (size_t)r->intervals * (size_t)deep;
    r->deep = deep;
    r->deep_below = xcalloc(n, sizeof *r->deep_below);
    r->deep_per_h = xcalloc(n, sizeof *r->deep_per_h);
}

void requirement_free(struct requirement *r)
{
    void *all[] = {r->kind,     r->offered,     r->aht_s,        r->shrink,      r->agents,   r->floor_agents,
                   r->capped,   r->curve_at,    r->agents_gross, r->floor_gross, r->sl,       r->asa_s,
                   r->abandon,  r->occupancy,   r->under_per_h,  r->over_per_h,  r->in_time,  r->counted,
                   r->goals,    r->curve_len,   r->deep_below,   r->deep_per_h,  r->promised};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
    memset(r, 0, sizeof *r);
}

double requirement_short_per_h(const struct requirement *r, int interval, double scheduled)
{
    double price = scheduled < r->floor_gross[interval] ? r->under_per_h[interval] : 0;
    for (int k = interval * r->deep; k < (interval + 1) * r->deep; k++)
        price += scheduled < r->deep_below[k] ? r->deep_per_h[k] : 0;
    return price;
}

/* Weights between 1 and 2 that repeat nowhere: no two changes undo each other by accident. */
static double weigh(double sum, double value, int *count)
{
    double step = ++*count * 0.6180339887498949;
    return sum + (isfinite(value) ? value : -1) * (1 + step - floor(step));
}

double requirement_mark(const struct requirement *r)
{
    double sum = 0;
    int count = 0;
    const double *const each[] = {r->offered, r->shrink, r->agents_gross, r->floor_gross, r->under_per_h, r->over_per_h,
                                  r->promised};
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
        for (int t = 0; t < r->intervals; t++)
            sum = weigh(sum, each[i][t], &count);
    for (int k = 0; k < r->intervals * r->deep; k++)
        sum = weigh(weigh(sum, r->deep_below[k], &count), r->deep_per_h[k], &count);
    for (int t = 0; r->curve_len && t < r->intervals; t++)
        for (int k = r->curve_at[t]; k < r->curve_at[t] + r->curve_len[t]; k++)
            sum = weigh(weigh(sum, r->in_time[k], &count), r->counted[k], &count);
    for (int g = 0; g < r->goal_count; g++)
        sum = weigh(weigh(sum, r->goals[g].wanted, &count), r->goals[g].price_per_contact, &count);
    return weigh(weigh(sum, r->seats, &count), r->seat_per_h, &count);
}

int requirement_write(const struct requirement *rs, const struct scenario *s, const char *path, struct faults *faults)
{
    static const char *const kinds[] = {"closed", "open", "peak_soft", "peak_must"};
    struct table_out         o = {0};
    table_out_header(&o, "queue,start,end,offered,aht_s,agents,agents_gross,sl,asa_s,occupancy,abandon,class,floor_agents,"
                         "shrinkage");
    for (int q = 0; q < s->queue_count; q++) {
        const struct requirement *r = &rs[q];
        for (int t = 0; t < r->intervals; t++) {
            if (r->kind[t] == CLASS_CLOSED)
                continue;
            interval_out(&o, s, r->queue, t);
            table_out_number(&o, r->offered[t]);
            table_out_number(&o, r->aht_s[t]);
            table_out_integer(&o, r->agents[t]);
            table_out_number(&o, r->agents_gross[t]);
            interval_out_rounded(&o, r->sl[t]);
            interval_out_rounded(&o, r->asa_s[t]);
            interval_out_rounded(&o, r->occupancy[t]);
            interval_out_rounded(&o, r->abandon[t]);
            table_out_text(&o, kinds[r->kind[t]]);
            table_out_integer(&o, r->floor_agents[t]);
            table_out_number(&o, r->shrink[t]);
            table_out_end(&o);
        }
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}
