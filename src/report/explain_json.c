#include "base/json.h"
#include "report/explain.h"
#include "report/missed_json.h"
#include "report/report.h"
#include "report/words_reason.h"

enum { MONEY = 4, SHARE = 6 };

struct sheet { struct json_out *w; const struct explanation *x; enum lang lang; };

static void when(const struct sheet *s, const char *key, int minute)
{
    char buf[32];
    json_out_string(s->w, key, horizon_format(&s->x->p->scenario.horizon, minute, buf));
}

static void text(const struct sheet *s, struct text *body)
{
    json_out_string(s->w, "text", text_string(body));
    text_free(body);
}

static void pair(const struct sheet *s, const char *key, struct with_without x)
{
    json_out_flat_object(s->w, key);
    json_out_fixed(s->w, "with", x.with, SHARE);
    json_out_fixed(s->w, "without", x.without, SHARE);
    json_out_end(s->w, '}');
}

static void shift(const struct sheet *s, const struct reason *r)
{
    const struct plan  *p = s->x->p;
    const struct shift *x = &p->reasons.roster.shifts[r->shift];
    struct text         said = {0};
    char                date[16];
    json_out_object(s->w, NULL);
    json_out_string(s->w, "agent", p->scenario.agents[x->agent].id);
    json_out_string(s->w, "day", horizon_date(&p->scenario.horizon, x->day, date));
    when(s, "start", x->start_min);
    when(s, "end", x->end_min);
    json_out_fixed(s->w, "cost_change", r->cost, MONEY);
    json_out_fixed(s->w, "objective_change", r->objective, MONEY);
    json_out_fixed(s->w, "cost_without", p->reasons.cost + r->cost, MONEY);
    json_out_fixed(s->w, "objective_without", p->reasons.objective + r->objective, MONEY);
    pair(s, "day_service_level", r->day);
    pair(s, "week_service_level", r->week);
    pair(s, "peak_service_level", r->peak);
    pair(s, "lowest_service_level", r->low);
    json_out_flat_array(s->w, "intervals_lost");
    for (int i = 0; i < r->lost_count; i++)
        when(s, NULL, p->reasons.lost[r->lost_first + i] * p->scenario.horizon.interval_min);
    json_out_end(s->w, ']');
    json_out_integer(s->w, "goals_lost", r->goals_lost);
    json_out_integer(s->w, "rules_broken", r->rules);
    json_out_string(s->w, "rules", r->broken);
    words_without(&said, p, r, s->lang);
    text(s, &said);
    json_out_end(s->w, '}');
}

static void interval(const struct sheet *s, int queue, int t)
{
    const struct plan            *p = s->x->p;
    struct tariff_change i = tariff_change_of(p, queue, t);
    struct text                   said = {0};
    json_out_object(s->w, NULL);
    json_out_string(s->w, "queue", p->scenario.queues[queue].name);
    when(s, "start", t * p->scenario.horizon.interval_min);
    json_out_fixed(s->w, "price", tariff_price(&s->x->tariff, queue, t), MONEY);
    json_out_fixed(s->w, "objective_change_one_more", i.more, MONEY);
    json_out_fixed(s->w, "objective_change_one_less", i.less, MONEY);
    json_out_fixed(s->w, "service_level", i.sl, SHARE);
    json_out_fixed(s->w, "service_level_one_more", i.sl_more, SHARE);
    json_out_fixed(s->w, "service_level_one_less", i.sl_less, SHARE);
    if (s->x->interval >= 0) {
        words_price(&said, p, &s->x->tariff, queue, t, s->lang);
        text(s, &said);
    }
    json_out_end(s->w, '}');
}

static void intervals(const struct sheet *s)
{
    const struct tariff *x = &s->x->tariff;
    json_out_array(s->w, "intervals");
    for (int q = 0; q < x->queues; q++)
        for (int t = 0; t < x->intervals; t++)
            if (s->x->interval == t || (s->x->all && s->x->p->requirements[q].kind[t] != CLASS_CLOSED))
                interval(s, q, t);
    json_out_end(s->w, ']');
}

static void goals(const struct sheet *s)
{
    const struct tariff  *x = &s->x->tariff;
    const struct horizon *h = &s->x->p->scenario.horizon;
    json_out_array(s->w, "goals");
    for (int i = 0; i < x->goal_count; i++) {
        const struct tariff_goal *g = &x->goals[i];
        json_out_flat_object(s->w, NULL);
        json_out_string(s->w, "queue", s->x->p->scenario.queues[g->queue].name);
        json_out_string(s->w, "scope", g->scope);
        when(s, "from", g->first * h->interval_min);
        when(s, "to", g->last * h->interval_min);
        json_out_fixed(s->w, "wanted", g->wanted, SHARE);
        json_out_fixed(s->w, "achieved", g->achieved, SHARE);
        json_out_fixed(s->w, "point", g->point, MONEY);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
}

static void hires(const struct sheet *s)
{
    json_out_array(s->w, "contracts");
    for (int i = 0; i < s->x->hire_count; i++) {
        const struct hire *h = &s->x->hires[i];
        struct text        said = {0};
        json_out_object(s->w, NULL);
        json_out_string(s->w, "contract", s->x->p->scenario.contracts[h->contract].name);
        json_out_string(s->w, "queue", s->x->p->scenario.queues[h->queue].name);
        json_out_fixed(s->w, "saved", h->found, MONEY);
        json_out_fixed(s->w, "saved_at_most", h->at_most, MONEY);
        json_out_fixed(s->w, "bound_change", -h->bound, MONEY);
        json_out_fixed(s->w, "count_price", h->price, MONEY);
        json_out_fixed(s->w, "cost_change", h->cost, MONEY);
        words_hire(&said, s->x->p, h, s->lang);
        text(s, &said);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
}

static void ways(const struct sheet *s, const struct conflict *c)
{
    struct text said = {0};
    json_out_array(s->w, "ways_out");
    for (int i = 0; i < c->way_count; i++) {
        words_way(&said, s->x->p, c, c->ways[i], s->lang);
        json_out_string(s->w, NULL, text_string(&said));
        text_clear(&said);
    }
    json_out_end(s->w, ']');
    text_free(&said);
}

static void conflicts(const struct sheet *s)
{
    struct text said = {0};
    json_out_array(s->w, "conflicts");
    for (int i = 0; i < s->x->conflict_count; i++) {
        const struct conflict *c = &s->x->conflicts[i];
        json_out_object(s->w, NULL);
        json_out_string(s->w, "agent", s->x->p->scenario.agents[c->agent].id);
        json_out_integer(s->w, "agents_alike", s->x->like[i]);
        json_out_bool(s->w, "wishes", c->wishes);
        json_out_array(s->w, "rules");
        for (int k = 0; k < c->count; k++)
            if (c->core >> k & 1) {
                words_clause(&said, s->x->p, c, &c->clauses[k], s->lang);
                json_out_string(s->w, NULL, text_string(&said));
                text_clear(&said);
            }
        json_out_end(s->w, ']');
        ways(s, c);
        words_core(&said, s->x->p, c, s->x->like[i], s->lang);
        text(s, &said);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
}

void explain_json(struct text *out, const struct explanation *x, enum lang lang)
{
    struct json_out w = {0};
    struct sheet    s = {&w, x, lang};
    json_out_object(&w, NULL);
    json_out_string(&w, "scenario", x->p->scenario.name);
    report_recall(&w, &x->p->recall);
    json_out_bool(&w, "goal_met", x->p->result.summary.goal_met);
    json_out_fixed(&w, "cost", x->p->result.summary.cost.total, MONEY);
    json_out_fixed(&w, "objective", x->p->result.summary.objective, MONEY);
    json_out_array(&w, "shifts");
    for (int i = 0; i < x->shift_count; i++)
        shift(&s, &x->p->reasons.items[x->shifts[i]]);
    json_out_end(&w, ']');
    intervals(&s);
    goals(&s);
    hires(&s);
    missed_out(&w, x->p, &x->remedies.is, lang);
    remedies_out(&w, x->p, &x->remedies, lang);
    conflicts(&s);
    json_out_end(&w, '}');
    text_add(out, text_string(&w.text));
    text_add_char(out, '\n');
    json_out_free(&w);
}
