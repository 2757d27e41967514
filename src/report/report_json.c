#include "base/json.h"
#include "report/frontier_json.h"
#include "report/missed_json.h"
#include "report/report.h"

static double total(const double *x, int n)
{
    double sum = 0;
    for (int t = 0; t < n; t++)
        sum += x[t];
    return sum;
}

/* What a plan that stops before the roster has to say: volumes and agent hours of each queue. */
static void volumes(struct json_out *w, const struct plan *p)
{
    int T = p->scenario.horizon.intervals;
    json_out_object(w, NULL);
    json_out_string(w, "scenario", p->scenario.name);
    json_out_array(w, "queues");
    for (int k = 0; k < p->scenario.queue_count; k++) {
        json_out_object(w, NULL);
        json_out_string(w, "queue", p->scenario.queues[k].name);
        json_out_string(w, "method", p->demands[k].method);
        json_out_fixed(w, "offered", total(p->demands[k].offered, T), 6);
        if (p->reached >= PLAN_STAFFING)
            json_out_fixed(w, "agent_hours", total(p->requirements[k].agents_gross, T) * p->scenario.horizon.interval_min / 60.0, 6);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
    json_out_end(w, '}');
}

void report_recall(struct json_out *w, const struct recall *r)
{
    if (!r->path)
        return;
    json_out_bool(w, "as_planned", !r->other);
    json_out_flat_array(w, "changed_since");
    for (int i = 0; i < r->changed_count; i++)
        json_out_string(w, NULL, r->changed[i]);
    json_out_end(w, ']');
}

/* Every goal missed; what would close them, if that was tried. Sentences are English here. */
static void missed_members(struct json_out *w, const struct plan *p)
{
    struct shortage all;
    shortage_make(&all, p, 0);
    missed_out(w, p, &all, LANG_EN);
    shortage_free(&all);
    if (p->remedies)
        remedies_out(w, p, p->remedies, LANG_EN);
}

void report_json(struct text *out, const struct plan *p)
{
    struct json_out w = {0};
    if (p->reached < PLAN_CHECK)
        volumes(&w, p);
    else {
        json_out_object(&w, NULL);
        summary_members(&w, &p->result.summary, &p->scenario);
        report_recall(&w, &p->recall);
        if (p->frontier)
            frontier_out(&w, p->frontier);
        if (p->budget)
            budget_out(&w, p->budget);
        missed_members(&w, p);
        json_out_end(&w, '}');
    }
    text_add(out, text_string(&w.text));
    text_add_char(out, '\n');
    json_out_free(&w);
}
