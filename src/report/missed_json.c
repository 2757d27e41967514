#include "report/missed_json.h"
#include "report/words_reason.h"

enum { MONEY = 4, SHARE = 6 };

struct sheet { struct json_out *w; const struct plan *p; const struct shortage *is; enum lang lang; };

static void when(const struct sheet *s, const char *key, int minute)
{
    char buf[32];
    json_out_string(s->w, key, horizon_format(&s->p->scenario.horizon, minute, buf));
}

static void text(const struct sheet *s, struct text *body)
{
    json_out_string(s->w, "text", text_string(body));
    text_free(body);
}

static void goals_short(const struct sheet *s)
{
    const struct shortage *x = s->is;
    struct text            said = {0};
    json_out_array(s->w, "goals_short");
    for (int i = 0; i < x->missed; i++) {
        const struct goal_result *g = &s->p->result.summary.goals[x->goals[i].goal];
        int                       step = s->p->scenario.horizon.interval_min;
        json_out_object(s->w, NULL);
        json_out_string(s->w, "queue", s->p->scenario.queues[g->queue].name);
        json_out_string(s->w, "scope", g->scope);
        when(s, "from", g->first * step);
        when(s, "to", g->last * step);
        json_out_fixed(s->w, "wanted", g->wanted, SHARE);
        json_out_fixed(s->w, "achieved", g->achieved, SHARE);
        json_out_integer(s->w, "intervals_below", g->below);
        json_out_fixed(s->w, "agent_hours", x->goals[i].hours, SHARE);
        words_short_goal(&said, s->p, &x->goals[i], s->lang);
        text(s, &said);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
}

static void missed(const struct sheet *s)
{
    const struct shortage *x = s->is;
    const struct horizon  *h = &s->p->scenario.horizon;
    struct text            said = {0};
    json_out_array(s->w, "missed");
    for (int i = 0; i < x->count; i++) {
        const struct shortfall *f = &x->items[i];
        json_out_object(s->w, NULL);
        json_out_string(s->w, "queue", s->p->scenario.queues[f->queue].name);
        json_out_string(s->w, "scope", s->p->result.summary.goals[f->goal].scope);
        when(s, "start", f->interval * h->interval_min);
        json_out_fixed(s->w, "scheduled", f->scheduled, SHARE);
        json_out_fixed(s->w, "needed", f->needed, SHARE);
        json_out_fixed(s->w, "service_level", f->sl, SHARE);
        json_out_fixed(s->w, "wanted", f->wanted, SHARE);
        words_short(&said, s->p, f, s->lang);
        text(s, &said);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
}

static void remedy(const struct sheet *s, const struct remedies *x, const char *key, const struct remedy *r)
{
    struct text said = {0};
    json_out_object(s->w, key);
    json_out_array(s->w, "together");
    for (int i = 0; i < r->count; i++) {
        const struct loosening *l = &r->parts[i];
        json_out_flat_object(s->w, NULL);
        json_out_string(s->w, "what", remedy_kind_name(l->kind));
        json_out_string(s->w, "contract", l->contract >= 0 ? s->p->scenario.contracts[l->contract].name : NULL);
        json_out_integer(s->w, "amount", l->amount);
        json_out_end(s->w, '}');
    }
    json_out_end(s->w, ']');
    json_out_integer(s->w, "amount_failed", r->failed);
    json_out_bool(s->w, "closes", r->closes);
    json_out_integer(s->w, "goals_left", r->left);
    json_out_fixed(s->w, "cost_change", r->cost, MONEY);
    json_out_fixed(s->w, "objective_change", r->objective, MONEY);
    words_remedy(&said, s->p, x, r, s->lang);
    text(s, &said);
    json_out_end(s->w, '}');
}

void missed_out(struct json_out *w, const struct plan *p, const struct shortage *x, enum lang lang)
{
    const struct sheet s = {w, p, x, lang};
    json_out_integer(w, "goals_missed", x->missed);
    json_out_fixed(w, "agent_hours_short", x->hours, SHARE);
    json_out_fixed(w, "agents_short_at_once", x->at_once, SHARE);
    json_out_integer(w, "seats_short", x->seats);
    goals_short(&s);
    missed(&s);
}

void remedies_out(struct json_out *w, const struct plan *p, const struct remedies *x, enum lang lang)
{
    const struct sheet s = {w, p, &x->is, lang};
    json_out_array(w, "remedies");
    for (int i = 0; i < x->count; i++)
        remedy(&s, x, NULL, &x->items[i]);
    json_out_end(w, ']');
    if (x->most.count)
        remedy(&s, x, "every_loosening", &x->most);
    json_out_string(w, "remedies_tried", x->brief ? "brief" : "all");
    json_out_bool(w, "remedies_of_peaks", x->is.peaks);
}
