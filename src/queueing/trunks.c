#include "queueing/trunks.h"

#include <assert.h>
#include <math.h>

#include "queueing/erlang.h"
#include "queueing/root.h"

double trunks_load_erl(const struct queue_case *in)
{
    struct queue_answer a;
    queue_measure(&a, in, 0);
    return a.queue_length + a.contacts_per_agent * in->agents;
}

/* Upwards by 1/B(n) = 1 + n/a 1/B(n-1), from a number of lines that is too small: so many turn away at least 1 - n/a. */
int trunks_least(double load_erl, double block_max, int lines_max)
{
    assert(load_erl >= 0 && block_max > 0);
    if (load_erl == 0 || block_max >= 1)
        return 0;
    double lines = fmax(0, floor(load_erl * (1 - block_max)) - 1);
    double reciprocal = lines <= lines_max ? erlang_b_reciprocal((int)lines, load_erl) : 0;
    for (; lines <= lines_max; reciprocal = 1 + lines / load_erl * reciprocal)
        if (reciprocal * block_max >= 1)
            return (int)lines;
        else
            lines++;
    return -1;
}

struct lines {
    int lines;
    double block_max;
};

static double blocked_over_goal(double ln_load, const void *context)
{
    const struct lines *l = context;
    return log(erlang_b(l->lines, exp(ln_load)) / l->block_max);
}

double trunks_most_load_erl(int lines, double block_max)
{
    assert(lines >= 0 && block_max > 0 && block_max < 1);
    struct lines l = {lines, block_max};
    if (lines == 0)
        return 0;
    double low = log(lines), high = low;
    while (blocked_over_goal(low, &l) > 0)
        low -= 1;
    while (blocked_over_goal(high, &l) < 0)
        high += 1;
    return low < high ? exp(root_between(blocked_over_goal, &l, low, high)) : lines;
}
