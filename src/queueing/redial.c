#include "queueing/redial.h"

#include <math.h>

#include "queueing/root.h"

struct stream {
    const struct queue_case *in;
    double limit_s;
};

/* Each attempt on its own, at a rate of attempts per interval */
static void measure_at(struct queue_answer *out, const struct stream *s, double attempts)
{
    struct queue_case each = *s->in;
    each.calls = attempts;
    each.redial_abandoned = each.redial_blocked = 0;
    queue_measure(out, &each, s->limit_s);
    out->attempts = attempts;
}

/* Share of attempts after which the caller does not call again without having been answered */
static double given_up(const struct queue_answer *a, const struct queue_case *in)
{
    return (1 - in->redial_abandoned) * a->p_abandon + (1 - in->redial_blocked) * a->p_block;
}

/* (2), left side over right side, as a logarithm */
static double excess(double ln_attempts, const void *context)
{
    const struct stream *s = context;
    struct queue_answer a;
    double attempts = exp(ln_attempts);
    measure_at(&a, s, attempts);
    return log(attempts / s->in->calls * (a.p_answered + given_up(&a, s->in)));
}

void redial_measure(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    struct stream s = {in, limit_s};
    double low = log(in->calls), high = low, most = log(1e12);
    while (high < most && excess(high, &s) < 0) {
        low = high;
        high = fmin(high + 0.5, most);
    }
    if (excess(high, &s) < 0) {
        measure_at(out, &s, 1e12);
        out->attempts = INFINITY;
        out->p_lost = 1 - in->agents * in->interval_s / in->aht_s / in->calls;
        return;
    }
    measure_at(out, &s, high > low ? exp(root_between(excess, &s, low, high)) : in->calls);
    out->p_lost = given_up(out, in) * out->attempts / in->calls;
}
