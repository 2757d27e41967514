#include "queueing/ahead.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "queueing/jumps.h"

/* Chances at one moment: busy agents are agents + row, row = 0..rows; ahead = 0..places-1 */
struct table {
    int agents, rows, places;
    double *chance;
};

static struct table table_make(int agents, int rows, int places)
{
    return (struct table){agents, rows, places, xcalloc((size_t)(rows + 1) * (size_t)places, sizeof(double))};
}

static double at(const struct table *t, int row, int ahead)
{
    return ahead < 0 ? 1 : t->chance[row * t->places + ahead];
}

struct back_rates {
    double service, leave, own; /* chances in one jump */
};

/* One jump earlier */
static void jump_back(struct table *to, const struct table *from, const struct back_rates *r)
{
    for (int row = 0; row <= to->rows; row++) {
        double served = (to->agents + row) * r->service, *now = to->chance + row * to->places;
        const double *later = from->chance + row * from->places, *below = row ? later - from->places : NULL;
        for (int j = 0; j < to->places; j++) {
            double nearer = j ? later[j - 1] : 1, left = j * r->leave;
            now[j] = (1 - served - left - r->own) * later[j] + left * nearer + served * (below ? below[j] : nearer);
        }
    }
}

/* t as it was `seconds` before */
static void carry_back(struct table *t, double seconds, double service, double leave, double own)
{
    double fastest = (t->agents + t->rows) * service + (t->places - 1) * leave + own, mean = fastest * seconds;
    if (mean <= 0)
        return;
    size_t cells = (size_t)(t->rows + 1) * (size_t)t->places;
    struct jumps jumps = jumps_make(mean);
    struct back_rates rates = {service / fastest, leave / fastest, own / fastest};
    struct table now = *t, next = table_make(t->agents, t->rows, t->places), sum = table_make(t->agents, t->rows, t->places);
    for (int k = 0; k <= jumps.last; k++) {
        if (k >= jumps.first)
            for (size_t i = 0; i < cells; i++)
                sum.chance[i] += jumps.weight[k - jumps.first] * now.chance[i];
        jump_back(&next, &now, &rates);
        struct table was = now;
        now = next;
        next = was;
    }
    jumps_free(&jumps);
    free(now.chance);
    free(next.chance);
    *t = sum;
}

/* Just before the staff changes from before->agents to after->agents, all of those before being busy */
static void turn_back(struct table *before, const struct table *after, enum crowd_drop drop)
{
    for (int row = 0; row <= before->rows; row++)
        for (int j = 0; j < before->places; j++) {
            int behind = before->agents + row - after->agents;
            int stay = drop == CROWD_FINISH && behind > 0;
            before->chance[row * before->places + j] = stay ? at(after, behind, j) : at(after, 0, j + behind);
        }
}

void ahead_chances(double *chance, int rows, int places, const struct ahead_stretch *stretches, int count,
                   double leave, double own_leave, enum crowd_drop drop)
{
    struct table *tables = xcalloc((size_t)count, sizeof *tables);
    for (int m = 0; m < count; m++) {
        int behind = m ? tables[m - 1].agents + tables[m - 1].rows - stretches[m].agents : rows;
        int longer = m && drop == CROWD_RETURN && behind > 0 ? behind : 0;
        tables[m] = table_make(stretches[m].agents, drop == CROWD_FINISH && behind > 0 ? behind : m ? 0 : rows,
                               (m ? tables[m - 1].places : places) + longer);
    }
    for (int m = count - 1; m >= 0; m--) {
        if (m < count - 1)
            turn_back(&tables[m], &tables[m + 1], drop);
        carry_back(&tables[m], stretches[m].seconds, stretches[m].service, leave, own_leave);
    }
    memcpy(chance, tables[0].chance, (size_t)(rows + 1) * (size_t)places * sizeof *chance);
    for (int m = 0; m < count; m++)
        free(tables[m].chance);
    free(tables);
}
