/* reasons.csv */
#include "base/table.h"
#include "plan/reasons.h"
#include <stdlib.h>

static void pair(struct table_out *o, struct with_without x)
{
    table_out_fixed(o, x.with, 6);
    table_out_fixed(o, x.without, 6);
}

static void add_row(struct table_out *o, const struct reasons *x, const struct scenario *s, const struct reason *r)
{
    const struct shift *shift = &x->roster.shifts[r->shift];
    int                 step = s->horizon.interval_min;
    char                buf[32];
    table_out_text(o, s->agents[shift->agent].id);
    table_out_text(o, horizon_date(&s->horizon, shift->day, buf));
    table_out_text(o, shift->kind >= 0 && shift->kind < s->kind_count ? s->kinds[shift->kind].name : "");
    table_out_text(o, horizon_format(&s->horizon, shift->start_min, buf));
    table_out_text(o, horizon_format(&s->horizon, shift->end_min, buf));
    table_out_text(o, s->queues[r->queue].name);
    table_out_fixed(o, r->cost, 4);
    table_out_fixed(o, r->objective, 4);
    table_out_fixed(o, x->cost + r->cost, 4);
    table_out_fixed(o, x->objective + r->objective, 4);
    pair(o, r->day);
    pair(o, r->week);
    pair(o, r->peak);
    table_out_text(o, r->low_at < 0 ? "" : horizon_format(&s->horizon, r->low_at * step, buf));
    pair(o, r->low);
    table_out_integer(o, r->lost_count);
    table_out_integer(o, r->goals_lost);
    table_out_integer(o, r->rules);
    table_out_end(o);
}

int reasons_write(const struct reasons *x, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    table_out_header(&o, "agent,day,shift,start,end,queue,cost_change,objective_change,cost_without,objective_without,"
                         "day_sl,day_sl_without,week_sl,week_sl_without,peak_sl,peak_sl_without,"
                         "worst_start,worst_sl,worst_sl_without,intervals_lost,goals_lost,rules_broken");
    for (int i = 0; i < x->roster.shift_count; i++)
        add_row(&o, x, s, &x->items[i]);
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}
