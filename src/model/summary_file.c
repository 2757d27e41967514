/* coverage.csv, violations.csv, summary.json. */
#include "base/json.h"
#include "base/table.h"
#include "model/interval_table.h"
#include "model/summary.h"
#include <math.h>
#include <string.h>

int coverage_write(const struct coverage *cs, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    int              carried = s->queue_count && cs[0].sl_carried != NULL;
    table_out_header(&o, carried ? "queue,start,end,floor,required,scheduled,expected,net,sl,asa_s,occupancy,abandon,sl_alone,sl_carried"
                                 : "queue,start,end,floor,required,scheduled,expected,net,sl,asa_s,occupancy,abandon");
    for (int q = 0; q < s->queue_count; q++) {
        const struct coverage *c = &cs[q];
        for (int t = 0; t < c->intervals; t++) {
            if (!s->queues[c->queue].open[t] && !(c->scheduled[t] > 0))
                continue;
            interval_out(&o, s, c->queue, t);
            const double cells[] = {c->floor[t], c->required[t], c->scheduled[t], c->expected[t], c->net[t],
                                    c->sl[t],    c->asa_s[t],    c->occupancy[t], c->abandon[t]};
            for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
                interval_out_rounded(&o, cells[i]);
            if (carried) {
                interval_out_rounded(&o, c->sl_alone[t]);
                interval_out_rounded(&o, c->sl_carried[t]);
            }
            table_out_end(&o);
        }
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}

int violations_write(const struct violations *v, const struct scenario *s, notes_say *say, const void *context, const char *path,
                     struct faults *faults)
{
    struct text detail = {0};
    struct table_out o = {0};
    char             buf[16];
    table_out_header(&o, "rule,agent,day,detail,amount");
    for (int i = 0; i < v->count; i++) {
        const struct violation *item = &v->items[i];
        table_out_text(&o, item->rule);
        table_out_text(&o, item->agent >= 0 ? s->agents[item->agent].id : "");
        table_out_text(&o, item->day >= 0 ? horizon_date(&s->horizon, item->day, buf) : "");
        text_clear(&detail);
        notes_text(&detail, item->note, say, context);
        table_out_text(&o, text_string(&detail));
        interval_out_rounded(&o, item->amount);
        table_out_end(&o);
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    text_free(&detail);
    return failed;
}

/* Money to the hundredth of a cent, shares and hours to six places: what lies behind is rounding noise. */
static void out_money(struct json_out *w, const char *key, double value)
{
    json_out_fixed(w, key, value, 4);
}

static void out_share(struct json_out *w, const char *key, double value)
{
    json_out_fixed(w, key, value, 6);
}

static void out_goal(struct json_out *w, const struct goal_result *g, const struct scenario *s)
{
    char buf[32];
    int  step = s->horizon.interval_min;
    static const char *const of_service[] = {"interval", "day", "week", "floor", "peak"};
    int  limit = 1;
    for (size_t i = 0; i < sizeof of_service / sizeof of_service[0]; i++)
        limit &= strcmp(g->scope, of_service[i]) != 0;
    json_out_flat_object(w, NULL);
    json_out_string(w, "queue", s->queues[g->queue].name);
    json_out_string(w, "scope", g->scope);
    json_out_string(w, "from", horizon_format(&s->horizon, g->first * step, buf));
    json_out_string(w, "to", horizon_format(&s->horizon, g->last * step, buf));
    json_out_string(w, "definition", limit ? NULL : sl_definition_names[g->definition]);
    out_share(w, "wanted", g->wanted);
    out_share(w, "achieved", g->achieved);
    out_share(w, "service_level", g->service_level);
    json_out_bool(w, "met", g->met);
    json_out_bool(w, "must", g->must);
    json_out_integer(w, "intervals", g->of);
    json_out_integer(w, "intervals_below", g->below);
    json_out_end(w, '}');
}

static void out_goals(struct json_out *w, const struct summary *y, const struct scenario *s)
{
    json_out_array(w, "goals");
    for (int i = 0; i < y->goal_count; i++)
        out_goal(w, &y->goals[i], s);
    json_out_end(w, ']');
}

static void out_money_items(struct json_out *w, const struct summary *y)
{
    json_out_object(w, "cost");
    out_money(w, "wages", y->cost.wages);
    out_money(w, "premiums", y->cost.premiums);
    out_money(w, "overtime", y->cost.overtime);
    out_money(w, "paid_leave", y->cost.paid_leave);
    out_money(w, "total", y->cost.total);
    json_out_end(w, '}');
    json_out_object(w, "penalty");
    out_money(w, "under", y->penalty.under);
    out_money(w, "under_peak", y->penalty.under_peak);
    out_money(w, "must", y->penalty.must);
    out_money(w, "seats", y->penalty.seats);
    out_money(w, "over", y->penalty.over);
    out_money(w, "goal", y->penalty.goal);
    out_money(w, "personal", y->penalty.personal);
    out_money(w, "days_off", y->penalty.days_off);
    out_money(w, "total", y->penalty.total);
    json_out_end(w, '}');
    out_money(w, "objective", y->objective);
    out_money(w, "fixed_cost", y->fixed_cost);
    out_money(w, "lower_bound", y->lower_bound);
    out_money(w, "bound_proven", y->bound_proven);
    out_share(w, "gap", y->gap);
    out_share(w, "gap_without_fixed", y->gap_without_fixed);
}

static void out_work(struct json_out *w, const struct summary *y)
{
    json_out_object(w, "hours");
    out_share(w, "paid", y->paid_h);
    out_share(w, "guaranteed", y->guaranteed_h);
    out_share(w, "overtime", y->overtime_h);
    out_share(w, "contact", y->contact_h);
    json_out_end(w, '}');
    out_share(w, "offered", y->offered);
    out_share(w, "answered", y->answered);
    out_share(w, "cost_per_answered", y->cost_per_answered);
    out_share(w, "occupancy", y->occupancy);
    out_share(w, "service_level", y->service_level);
    json_out_integer(w, "agents_used", y->agents_used);
    json_out_integer(w, "intervals_open", y->intervals_open);
    json_out_integer(w, "intervals_below_goal", y->intervals_below_goal);
}

static void out_inputs(struct json_out *w, const struct scenario *s)
{
    json_out_array(w, "inputs");
    for (int i = 0; i < s->input_count; i++) {
        json_out_flat_object(w, NULL);
        json_out_string(w, "file", s->inputs[i].file);
        json_out_string(w, "sha256", s->inputs[i].sha256);
        if (s->inputs[i].option)
            json_out_string(w, "option", s->inputs[i].option);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

static void out_variants(struct json_out *w, const struct scenario *s)
{
    json_out_flat_array(w, "variants");
    for (int i = 0; i < s->variant_count; i++)
        json_out_string(w, NULL, s->variants[i]);
    json_out_end(w, ']');
}

void summary_members(struct json_out *w, const struct summary *y, const struct scenario *s)
{
    json_out_string(w, "scenario", s->name);
    out_variants(w, s);
    json_out_bool(w, "goal_met", y->goal_met);
    json_out_bool(w, "interrupted", !strcmp(y->stopped_by, "interrupted"));
    out_goals(w, y, s);
    out_money_items(w, y);
    out_work(w, y);
    json_out_string(w, "stopped_by", y->stopped_by);
    json_out_string(w, "version", HEADCOUNT_VERSION);
    json_out_integer(w, "seed", (long long)s->seed);
    out_inputs(w, s);
}

void summary_out(struct json_out *w, const struct summary *y, const struct scenario *s)
{
    json_out_object(w, NULL);
    summary_members(w, y, s);
    json_out_end(w, '}');
}

int summary_write(const struct summary *y, const struct scenario *s, const char *path, struct faults *faults)
{
    struct json_out w = {0};
    summary_out(&w, y, s);
    int failed = json_out_write(&w, path, faults);
    json_out_free(&w);
    return failed;
}
