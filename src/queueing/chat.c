#include "queueing/chat.h"

#include <math.h>

double chat_capacity_erl(const struct queue_case *in)
{
    return in->contacts > 1 ? in->agents * in->work_rate[in->contacts - 1] : in->agents;
}

/* (1), i = 1 .. n * contacts */
static double ending_rate(const struct queue_case *in, double i)
{
    double n = in->agents, each = floor(i / n), more = i - each * n;
    double few = each > 0 ? in->work_rate[(int)each - 1] : 0, many = more > 0 ? in->work_rate[(int)each] : 0;
    return (n - more) * few + more * many;
}

static struct chat_below below_full(const struct queue_case *in, double load)
{
    double n = in->agents, term = 1, sum = 0, busy = 0, contacts = 0, ln_scale = 0;
    for (double i = n * in->contacts - 1; i >= 0; i--) {
        double ratio = ending_rate(in, i + 1) / load;
        term *= ratio;
        sum += term;
        busy += term * fmin(i, n);
        contacts += term * i;
        if (ratio < 1 && term < 1e-18 * sum * (1 - ratio) && i < n)
            break;
        if (sum > 0x1p500) {
            term *= 0x1p-500;
            sum *= 0x1p-500;
            busy *= 0x1p-500;
            contacts *= 0x1p-500;
            ln_scale += 500 * M_LN2;
        }
    }
    return (struct chat_below){{ln_scale > 0 ? exp(ln_scale) * sum : sum, log(sum) + ln_scale}, busy / sum, contacts / sum};
}

void chat_as_line(struct queue_case *line, struct chat_below *below, const struct queue_case *in)
{
    *below = below_full(in, in->calls * in->aht_s / in->interval_s);
    *line = *in;
    line->agents = in->agents * in->contacts;
    line->aht_s = in->aht_s * in->contacts / in->work_rate[in->contacts - 1];
    line->contacts = 1;
}

void chat_describe(struct queue_answer *out, const struct queue_case *in, const struct chat_below *below)
{
    double full = fmin(1, out->p_wait + out->p_block), per_s = in->calls / in->interval_s;
    double contacts = (1 - full) * below->contacts + full * in->agents * in->contacts;
    out->load_erl = per_s * in->aht_s;
    out->occupancy = ((1 - full) * below->busy_agents + full * in->agents) / in->agents;
    out->contacts_per_agent = contacts / in->agents;
    out->handle_s = contacts / (per_s * out->p_answered);
}
