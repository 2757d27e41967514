#include "report/page_parts.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "report/words.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAST_SHOWN = 4 };

void page_lines(struct json_out *w, const char *key, const struct text *list)
{
    json_out_array(w, key);
    const char *from = text_string(list);
    while (*from) {
        const char *end = from;
        while (*end && *end != '\n')
            end++;
        struct text line = {0};
        text_add_bytes(&line, from, (size_t)(end - from));
        if (line.length)
            json_out_string(w, NULL, text_string(&line));
        text_free(&line);
        from = *end ? end + 1 : end;
    }
    json_out_end(w, ']');
}

static void whole(struct json_out *w, const char *key, const int *x, int n)
{
    json_out_flat_array(w, key);
    for (int i = 0; i < n; i++)
        json_out_integer(w, NULL, x[i]);
    json_out_end(w, ']');
}

/* The latest days of the history on the same weekday that were open and counted whole. */
static void past_of_day(struct json_out *w, const struct plan *p, int queue, int day)
{
    const struct history *h = p->histories ? &p->histories[queue] : NULL;
    char                  date[CLOCK_DATE_SIZE];
    json_out_array(w, NULL);
    int shown = 0;
    for (int d = h && h->offered ? h->days - 1 : -1; d >= 0 && shown < PAST_SHOWN; d--) {
        int absolute = h->first_day + d;
        if (absolute >= p->scenario.horizon.first_day || h->day_kind[d] != HISTORY_NORMAL ||
            clock_weekday(absolute) != horizon_weekday(&p->scenario.horizon, day))
            continue;
        json_out_flat_object(w, NULL);
        json_out_string(w, "date", clock_date_format(absolute, date));
        page_figures(w, "values", h->offered + (size_t)d * (size_t)h->slots, h->slots);
        json_out_end(w, '}');
        shown++;
    }
    json_out_end(w, ']');
}

static void scores(struct json_out *w, const struct demand *d)
{
    json_out_array(w, "scores");
    for (int i = 0; i < d->score_count; i++) {
        const struct method_score *m = &d->scores[i];
        json_out_flat_object(w, NULL);
        json_out_flat_object(w, "name");
        for (int l = 0; l < LANG_COUNT; l++) {
            struct text name = {0};
            words_method(&name, m->name, (enum lang)l);
            json_out_string(w, lang_name((enum lang)l), text_string(&name));
            text_free(&name);
        }
        json_out_end(w, '}');
        json_out_bool(w, "chosen", !strcmp(m->name, d->method));
        json_out_fixed(w, "wape", m->wape, 7);
        json_out_fixed(w, "bias", m->bias, 7);
        json_out_integer(w, "weeks", m->weeks);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

static void demand(struct json_out *w, const struct plan *p, int queue)
{
    const struct demand *d = &p->demands[queue];
    const struct horizon *h = &p->scenario.horizon;
    int                  spread = 0;
    for (int t = 0; t < h->intervals; t++)
        spread |= d->p90[t] > d->p10[t];
    page_figures(w, "offered", d->offered, h->intervals);
    page_figures(w, "aht", d->aht_s, h->intervals);
    if (spread) {
        page_figures(w, "p10", d->p10, h->intervals);
        page_figures(w, "p90", d->p90, h->intervals);
    }
    scores(w, d);
    json_out_array(w, "past");
    for (int day = 0; day < h->days; day++)
        past_of_day(w, p, queue, day);
    json_out_end(w, ']');
}

/* The goal of each interval, what must be there and what is. */
static void coverage(struct json_out *w, const struct plan *p, int queue)
{
    const struct coverage    *c = &p->result.coverages[queue];
    const struct requirement *r = &p->requirements[queue];
    int                       n = c->intervals, floors = 0, *kind = xcalloc((size_t)n + 1, sizeof *kind);
    double                   *goal = xcalloc((size_t)n + 1, sizeof *goal), *must = xcalloc((size_t)n + 1, sizeof *must);
    for (int t = 0; t < n; t++) {
        kind[t] = (int)r->kind[t];
        goal[t] = kind[t] ? words_interval_goal(&p->scenario, queue, t) : NAN;
        must[t] = kind[t] ? words_interval_must(&p->scenario, queue, t) : NAN;
        floors |= kind[t] && c->floor[t] < c->required[t];
    }
    whole(w, "kind", kind, n);
    page_figures(w, "goal", goal, n);
    page_figures(w, "must", must, n);
    json_out_bool(w, "span", p->scenario.queues[queue].goal.scope != SCOPE_INTERVAL);
    json_out_bool(w, "floors", floors);
    page_figures(w, "need", c->required, n);
    page_figures(w, "floor", c->floor, n);
    page_figures(w, "rostered", c->scheduled, n);
    page_figures(w, "staffed", c->expected, n);
    page_figures(w, "sl", c->sl, n);
    page_figures(w, "asa", c->asa_s, n);
    page_figures(w, "occupancy", c->occupancy, n);
    page_figures(w, "abandon", c->abandon, n);
    page_figures(w, "counted", c->counted, n);
    free(kind);
    free(goal);
    free(must);
}

void page_queues(struct json_out *w, const struct plan *p)
{
    json_out_array(w, "queues");
    for (int k = 0; k < p->scenario.queue_count; k++) {
        json_out_object(w, NULL);
        json_out_string(w, "name", p->scenario.queues[k].name);
        demand(w, p, k);
        coverage(w, p, k);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

static void agents(struct json_out *w, const struct scenario *s)
{
    json_out_array(w, "agents");
    for (int a = 0; a < s->agent_count; a++) {
        const struct agent *g = &s->agents[a];
        json_out_flat_object(w, NULL);
        json_out_string(w, "id", g->id);
        json_out_string(w, "name", g->name);
        json_out_string(w, "team", g->team);
        json_out_string(w, "contract", s->contracts[g->contract].name);
        json_out_flat_array(w, "queues");
        for (int i = 0; i < g->skill_count; i++)
            json_out_integer(w, NULL, g->skills[i]);
        json_out_end(w, ']');
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
    json_out_flat_array(w, "kinds");
    for (int k = 0; k < s->kind_count; k++)
        json_out_string(w, NULL, s->kinds[k].name);
    json_out_end(w, ']');
}

static void shifts(struct json_out *w, const struct roster *r)
{
    json_out_array(w, "shifts");
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *s = &r->shifts[i];
        const int           head[] = {s->agent, s->day, s->kind, s->start_min, s->end_min};
        json_out_flat_array(w, NULL);
        for (size_t k = 0; k < sizeof head / sizeof *head; k++)
            json_out_integer(w, NULL, head[k]);
        json_out_flat_array(w, NULL);
        for (int k = s->first; k < s->first + s->count; k++) {
            json_out_integer(w, NULL, (int)r->activities[k].kind);
            json_out_integer(w, NULL, r->activities[k].start_min);
            json_out_integer(w, NULL, r->activities[k].end_min);
        }
        json_out_end(w, ']');
        json_out_end(w, ']');
    }
    json_out_end(w, ']');
}

void page_people(struct json_out *w, const struct plan *p)
{
    const struct scenario *s = &p->scenario;
    agents(w, s);
    shifts(w, &p->answer.roster);
    json_out_array(w, "time_off");
    for (int i = 0; i < s->time_off_count; i++) {
        json_out_flat_array(w, NULL);
        json_out_integer(w, NULL, s->time_offs[i].agent);
        json_out_integer(w, NULL, s->time_offs[i].start_min);
        json_out_integer(w, NULL, s->time_offs[i].end_min);
        json_out_string(w, NULL, s->time_offs[i].kind);
        json_out_end(w, ']');
    }
    json_out_end(w, ']');
    json_out_array(w, "violations");
    for (int i = 0; i < p->result.violations.count; i++) {
        const struct violation *v = &p->result.violations.items[i];
        json_out_flat_object(w, NULL);
        json_out_string(w, "rule", v->rule);
        json_out_integer(w, "agent", v->agent);
        json_out_integer(w, "day", v->day);
        json_out_flat_object(w, "detail");
        for (int l = 0; l < LANG_COUNT; l++) {
            struct text said = {0};
            words_note(&said, v->note, (enum lang)l);
            json_out_string(w, lang_name((enum lang)l), text_string(&said));
            text_free(&said);
        }
        json_out_end(w, '}');
        json_out_fixed(w, "amount", v->amount, 4);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}
