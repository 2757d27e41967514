#include "queueing/jumps.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

struct jumps jumps_make(double mean)
{
    int mode = (int)mean, reach = (int)(8 * sqrt(mean) + 16);
    struct jumps j = {mode > reach ? mode - reach : 0, mode + reach, NULL, NULL};
    int count = j.last - j.first + 1;
    j.weight = xmalloc((size_t)count * sizeof(double));
    j.more = xmalloc((size_t)count * sizeof(double));
    double *at_mode = j.weight + (mode - j.first), more = 0, sum = 0;
    *at_mode = 1;
    for (int k = mode; k > j.first; k--)
        at_mode[k - 1 - mode] = at_mode[k - mode] * k / mean;
    for (int k = mode; k < j.last; k++)
        at_mode[k + 1 - mode] = at_mode[k - mode] * mean / (k + 1);
    while (j.weight[count - 1] < 1e-18)
        count--;
    j.last = j.first + count - 1;
    for (int k = 0; k < count; k++)
        sum += j.weight[k];
    for (int k = count - 1; k >= 0; k--) {
        j.more[k] = more;
        j.weight[k] /= sum;
        more += j.weight[k];
    }
    return j;
}

void jumps_free(struct jumps *j)
{
    free(j->weight);
    free(j->more);
}
