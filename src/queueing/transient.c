#include "queueing/transient.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "queueing/ahead.h"

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* Sums over the states a crowd is in, or over the seconds it spent in each */
struct felt {
    double queue, busy, wait;
};

static struct felt feel(const struct crowd *c)
{
    struct felt f = {0, 0, 0};
    for (int i = c->low; i <= c->high; i++) {
        double share = crowd_share(c, 0, i);
        f.busy += share * least(i, c->agents);
        if (i >= c->agents) {
            f.queue += share * (i - c->agents);
            f.wait += share;
        }
    }
    for (int r = 1; r <= c->rows; r++)
        for (int q = 0; q <= c->longest; q++) {
            double share = crowd_share(c, r, q);
            f.queue += share * q;
            f.busy += share * (c->agents + r);
            f.wait += share;
        }
    return f;
}

static double leave_rate(const struct transient_case *in)
{
    return 1 / in->patience_s;
}

/* The stretches of staff from a moment of interval m, `left` seconds before its end, until T later.
 * stretches has room for intervals - m + 1. */
static int path(struct ahead_stretch *stretches, const struct transient_case *in, int m, double left)
{
    double until = in->limit_s;
    int count = 0;
    for (; until > 0; m++, left = in->interval_s) {
        int last = m == in->intervals - 1;
        double seconds = last ? until : least(until, left);
        stretches[count++] = (struct ahead_stretch){seconds, 1 / in->aht_s[m], in->agents[m]};
        until -= seconds;
        if (last)
            break;
    }
    return count;
}

/* Share of those who call while the crowd is as it is and are answered within the stretches */
static double level(const struct crowd *c, const struct transient_case *in, const struct ahead_stretch *stretches,
                    int count, double own_leave)
{
    int places = c->high - c->agents > c->longest ? c->high - c->agents + 1 : c->longest + 1;
    double sum = 0, *chance = xcalloc((size_t)(c->rows + 1) * (size_t)places, sizeof *chance);
    if (count)
        ahead_chances(chance, c->rows, places, stretches, count, leave_rate(in), own_leave, in->drop);
    for (int i = c->low; i <= c->high; i++)
        sum += crowd_share(c, 0, i) * (i < c->agents ? 1 : chance[i - c->agents]);
    for (int r = 1; r <= c->rows; r++)
        for (int q = 0; q <= c->longest; q++)
            sum += crowd_share(c, r, q) * chance[r * places + q];
    free(chance);
    return sum;
}

struct levels {
    double virtual, offered;
};

static void add_levels(struct levels *sum, const struct crowd *c, const struct transient_case *in, int m, double left,
                       double weight)
{
    struct ahead_stretch *stretches = xmalloc((size_t)(in->intervals - m + 1) * sizeof *stretches);
    int count = path(stretches, in, m, left);
    double virtual = level(c, in, stretches, count, 0);
    sum->virtual += weight * virtual;
    sum->offered += weight * (isinf(in->patience_s) ? virtual : level(c, in, stretches, count, leave_rate(in)));
    free(stretches);
}

static void spend(struct felt *spent, struct crowd *c, const struct transient_case *in, int m, double seconds,
                  struct levels *levels)
{
    struct crowd_rates rates = {in->calls[m] / in->interval_s, 1 / in->aht_s[m], leave_rate(in)};
    struct crowd integral;
    crowd_advance(c, &integral, &rates, seconds);
    struct felt f = feel(&integral);
    spent->queue += f.queue;
    spent->busy += f.busy;
    spent->wait += f.wait;
    if (levels)
        add_levels(levels, &integral, in, m, in->limit_s, 1);
    crowd_free(&integral);
}

/* Gauss points for a panel: by trial 1e-11 with 100 agents, T = 20 s and 12 points */
static gsl_integration_glfixed_table *points_for(double jumps)
{
    static const size_t rules[] = {8, 12, 16, 20, 32};
    size_t i = 0;
    while (i < 4 && (double)rules[i] < 8 + sqrt(jumps))
        i++;
    return gsl_integration_glfixed_table_alloc(rules[i]);
}

static void spend_panel(struct felt *spent, struct crowd *c, const struct transient_case *in, int m, double from,
                        double to, struct levels *levels)
{
    double now = from;
    gsl_integration_glfixed_table *points = points_for((to - from) * in->agents[m] / in->aht_s[m]);
    for (size_t i = 0; i < points->n; i++) {
        double then, weight;
        gsl_integration_glfixed_point(from, to, i, &then, &weight, points);
        spend(spent, c, in, m, then - now, NULL);
        now = then;
        add_levels(levels, c, in, m, in->interval_s - now, weight);
    }
    spend(spent, c, in, m, to - now, NULL);
    gsl_integration_glfixed_table_free(points);
}

/* Those who call within T of the end of the interval may wait into the next: what they meet is taken at Gauss points,
 * in panels of one handle time at both ends, where crowd and chances follow the change of staff, and of two, four ...
 * towards the middle. */
static void spend_stretch(struct felt *spent, struct crowd *c, const struct transient_case *in, int m, double from,
                          double to, struct levels *levels)
{
    double first = in->aht_s[m], edge = 0, length = to - from;
    for (; 2 * edge + first < length / 2; edge = 2 * edge + first)
        spend_panel(spent, c, in, m, from + edge, from + 2 * edge + first, levels);
    spend_panel(spent, c, in, m, from + edge, to - edge, levels);
    for (; edge > first / 2; edge = (edge - first) / 2)
        spend_panel(spent, c, in, m, to - edge, fmin(to, to - (edge - first) / 2), levels);
}

/* The interval in the parts in which T ends within one and the same interval: the chances turn sharply between them.
 * In a first part with T inside this interval the chances do not depend on the time, and the time spent in each state
 * is enough. */
static void spend_with_levels(struct felt *spent, struct crowd *c, const struct transient_case *in, int m,
                              struct levels *levels)
{
    double interval = in->interval_s, turn = interval * ceil(in->limit_s / interval) - in->limit_s;
    if (in->limit_s <= interval)
        spend(spent, c, in, m, interval - in->limit_s, levels);
    else if (turn > 0)
        spend_stretch(spent, c, in, m, 0, turn, levels);
    if (in->limit_s > 0 && turn < interval)
        spend_stretch(spent, c, in, m, turn, interval, levels);
}

void transient_measure(struct transient_interval *out, const struct transient_case *in)
{
    struct crowd c;
    crowd_make(&c);
    for (int m = 0; m < in->intervals; m++) {
        struct felt spent = {0, 0, 0};
        struct levels levels = {0, 0};
        crowd_set_agents(&c, in->agents[m], in->drop);
        if (in->with_levels)
            spend_with_levels(&spent, &c, in, m, &levels);
        else
            spend(&spent, &c, in, m, in->interval_s, NULL);
        out[m] = (struct transient_interval){.queue_end = feel(&c).queue,
                                             .queue_mean = spent.queue / in->interval_s,
                                             .busy_mean = spent.busy / in->interval_s,
                                             .p_wait = spent.wait / in->interval_s,
                                             .abandoned = spent.queue * leave_rate(in),
                                             .sl_virtual = levels.virtual / in->interval_s,
                                             .sl_offered = levels.offered / in->interval_s};
    }
    crowd_free(&c);
}
