#include "model/slot.h"

static int common(int a, int b)
{
    while (b) {
        int r = a % b;
        a = b;
        b = r;
    }
    return a;
}

int slot_length_min(const struct scenario *s)
{
    int g = common(s->horizon.interval_min, s->break_step_min);
    for (int k = 0; k < s->kind_count; k++) {
        const struct shift_kind *kind = &s->kinds[k];
        g = common(g, kind->start_from);
        g = common(g, kind->start_step);
        g = common(g, kind->length_from);
        if (kind->length_to > kind->length_from)
            g = common(g, kind->length_step);
        for (int i = 0; i < kind->lunches; i++)
            g = common(g, kind->lunch_min[i]);
        for (int i = 0; i < kind->splits; i++)
            g = common(g, kind->split_min[i]);
        for (int i = 0; i < kind->breaks; i++)
            g = common(g, kind->rule[i].length_min);
    }
    for (int p = 0; p < s->premium_count; p++) {
        g = common(g, s->premiums[p].from_min);
        g = common(g, s->premiums[p].to_min);
    }
    return g;
}
