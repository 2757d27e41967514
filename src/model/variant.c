#include "model/variant.h"
#include "base/alloc.h"
#include "base/text.h"
#include "model/prices_json.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct change { /* what stands behind the "=" */
    const char *text; /* the whole variant, for faults */
    int         relative;
    double      value; /* relative: the change, 0.4 for +40%; else the new value (30% gives 0.3) */
    int         index; /* queue or contract; -1: all */
};

static int wrong(const struct change *c, struct faults *faults, const char *want)
{
    return faults_add(faults, "--set", 0, 0, "\"%s\"; want %s", c->text, want);
}

static int applies(const struct change *c, int index)
{
    return c->index < 0 || c->index == index;
}

static void add_adjustment(struct scenario *s, const struct change *c, int of_aht)
{
    s->adjustments = xrealloc(s->adjustments, ((size_t)s->adjustment_count + 1) * sizeof *s->adjustments);
    s->adjustments[s->adjustment_count++] = (struct adjustment){.queue = c->index, .kind = xstrdup("--set"),
                                                                .from_date = s->horizon.first_day, .to_date = INT_MAX,
                                                                .of_aht = of_aht, .factor = 1 + c->value, .what_if = 1};
}

static int set_volume(struct scenario *s, const struct change *c, struct faults *faults)
{
    if (!c->relative || c->value < -1)
        return wrong(c, faults, "a change such as volume=+40% or volume=-10%");
    add_adjustment(s, c, 0);
    return 0;
}

static int set_aht(struct scenario *s, const struct change *c, struct faults *faults)
{
    if (c->relative ? c->value <= -1 : !(c->value > 0 && c->value <= 86400))
        return wrong(c, faults, "a change such as aht=-10%, or seconds such as aht=300");
    if (c->relative)
        add_adjustment(s, c, 1);
    else
        for (int q = 0; q < s->queue_count; q++)
            if (applies(c, q)) {
                s->queues[q].aht_s = c->value;
                s->queues[q].aht_fixed = 1;
            }
    return 0;
}

static int set_patience(struct scenario *s, const struct change *c, struct faults *faults)
{
    if (c->relative ? c->value <= -1 : !(c->value > 0))
        return wrong(c, faults, "a change such as patience=+20%, or seconds such as patience=120");
    for (int i = 0; i < s->queue_count; i++) {
        struct queue *q = &s->queues[i];
        if (!applies(c, i))
            continue;
        if (c->relative && isinf(q->patience_s))
            return faults_add(faults, "--set", 0, 0, "\"%s\"; queue %s has no patience_s to change; want seconds", c->text, q->name);
        q->patience_s = c->relative ? q->patience_s * (1 + c->value) : c->value;
        q->model = QUEUE_ERLANG_A;
    }
    return 0;
}

static void add_shrinkage(struct scenario *s, int queue, double share, const char *kind, const struct shrinkage *like)
{
    struct shrinkage row = {.part = SHRINK_UNAVAILABILITY, .weekdays = 127, .from_min = 0, .to_min = 1440};
    if (like)
        row = *like;
    row.queue = queue;
    row.share = share;
    row.kind = xstrdup(kind);
    s->shrinkages = xrealloc(s->shrinkages, ((size_t)s->shrinkage_count + 1) * sizeof row);
    s->shrinkages[s->shrinkage_count++] = row;
}

/* Takes away what a new total replaces; a row for all queues is kept for the others. */
static void drop_shrinkage(struct scenario *s, const struct change *c)
{
    int rows = s->shrinkage_count, kept = 0;
    for (int i = 0; i < rows; i++) {
        struct shrinkage row = s->shrinkages[i];
        for (int q = 0; q < s->queue_count && c->index >= 0 && row.queue < 0; q++)
            if (q != c->index)
                add_shrinkage(s, q, row.share, row.kind, &row);
    }
    for (int i = 0; i < s->shrinkage_count; i++) {
        int replaced = i < rows && (c->index < 0 || s->shrinkages[i].queue < 0 || s->shrinkages[i].queue == c->index);
        if (replaced)
            free(s->shrinkages[i].kind);
        else
            s->shrinkages[kept++] = s->shrinkages[i];
    }
    s->shrinkage_count = kept;
}

static int set_shrinkage(struct scenario *s, const struct change *c, struct faults *faults)
{
    int queue;
    if (!(fabs(c->value) < 1) || (!c->relative && c->value < 0))
        return wrong(c, faults, "points such as shrinkage=+5%, or a share such as shrinkage=30%");
    if (!c->relative)
        drop_shrinkage(s, c);
    add_shrinkage(s, c->index, c->value, "--set", NULL);
    if (prices_shrinkage_excess(s, &queue) >= 0)
        return faults_add(faults, "--set", 0, 0, "\"%s\"; the shares of queue %s add up to 1 or more, so that nobody is left; want less",
                          c->text, s->queues[queue].name);
    return 0;
}

static int set_wage(struct scenario *s, const struct change *c, struct faults *faults)
{
    if (c->value < (c->relative ? -1 : 0))
        return wrong(c, faults, "a change such as wage=+3%, or money per hour such as wage=21.50");
    for (int i = 0; i < s->contract_count; i++)
        if (applies(c, i))
            s->contracts[i].wage_h = c->relative ? s->contracts[i].wage_h * (1 + c->value) : c->value;
    return 0;
}

static int set_goal(struct scenario *s, const struct change *c, int seconds, struct faults *faults)
{
    if (c->relative || !(c->value >= 0) || (seconds ? c->value > 86400 : !(c->value > 0 && c->value < 1)))
        return wrong(c, faults, seconds ? "seconds such as within_s=30" : "a share such as service_level=90%");
    for (int i = 0; i < s->queue_count; i++) {
        struct goal *g = &s->queues[i].goal;
        if (!applies(c, i))
            continue;
        if (isnan(g->service_level))
            return faults_add(faults, "--set", 0, 0, "\"%s\"; queue %s has no service_level goal; want one in scenario.json", c->text,
                              s->queues[i].name);
        *(seconds ? &g->within_s : &g->service_level) = c->value;
        if (g->floor > g->service_level)
            g->floor = g->service_level;
    }
    return 0;
}

static int set_service_level(struct scenario *s, const struct change *c, struct faults *faults)
{
    return set_goal(s, c, 0, faults);
}

static int set_within(struct scenario *s, const struct change *c, struct faults *faults)
{
    return set_goal(s, c, 1, faults);
}

static const struct target {
    const char *name;
    enum scenario_noun of;
    int (*set)(struct scenario *, const struct change *, struct faults *);
} targets[] = {
    {"volume", NOUN_QUEUE, set_volume},       {"aht", NOUN_QUEUE, set_aht},
    {"patience", NOUN_QUEUE, set_patience},   {"shrinkage", NOUN_QUEUE, set_shrinkage},
    {"wage", NOUN_CONTRACT, set_wage},        {"service_level", NOUN_QUEUE, set_service_level},
    {"within_s", NOUN_QUEUE, set_within},
};
enum { TARGETS = sizeof targets / sizeof targets[0] };

static const struct target *find_target(const char *name, size_t length)
{
    for (int i = 0; i < TARGETS; i++)
        if (strlen(targets[i].name) == length && strncmp(targets[i].name, name, length) == 0)
            return &targets[i];
    return NULL;
}

static int no_target(const char *text, size_t length, struct faults *faults)
{
    const char *names[TARGETS];
    char        word[64], meant[96];
    for (int i = 0; i < TARGETS; i++)
        names[i] = targets[i].name;
    snprintf(word, sizeof word, "%.*s", (int)length, text);
    return faults_add(faults, "--set", 0, 0,
                      "\"%s\"; want volume, aht, patience, shrinkage, wage, service_level or within_s, then .NAME or nothing, then "
                      "=CHANGE%s",
                      text, text_meant(word, names, TARGETS, meant, sizeof meant));
}

static int find_name(struct change *c, const struct scenario *s, const struct target *t, const char *from, size_t length,
                     struct faults *faults)
{
    char *name = xstrndup(from, length), meant[160];
    c->index = t->of == NOUN_QUEUE ? scenario_queue_index(s, name) : scenario_contract_index(s, name);
    if (c->index < 0)
        faults_add(faults, "--set", 0, 0, "\"%s\"; %s is no %s%s", c->text, name, t->of == NOUN_QUEUE ? "queue" : "contract",
                   scenario_meant(s, t->of, name, meant, sizeof meant));
    free(name);
    return c->index < 0 ? -1 : 0;
}

int variant_apply(struct scenario *s, const char *text, struct faults *faults)
{
    struct change c = {.text = text, .index = -1};
    const char   *equals = strchr(text, '='), *dot = strchr(text, '.');
    size_t        length = equals ? (size_t)(equals - text) : strlen(text);
    if (dot && dot < text + length)
        length = (size_t)(dot - text);
    const struct target *t = find_target(text, length);
    if (!t || !equals)
        return no_target(text, length, faults);
    if (dot && dot < equals && find_name(&c, s, t, dot + 1, (size_t)(equals - dot - 1), faults))
        return -1;
    int percent = strchr(equals, '%') != NULL, sign = equals[1] == '+' || equals[1] == '-';
    c.relative = percent && sign;
    if (text_number(equals + 1 + (equals[1] == '+'), TEXT_PERCENT, &c.value) || (sign && !percent))
        return wrong(&c, faults, "a change such as +40% or -10%, or a new value, behind the =");
    return t->set(s, &c, faults);
}

void variant_apply_demand(const struct scenario *s, struct demand *d)
{
    const struct queue *q = &s->queues[d->queue];
    double              volume = 1, handle = 1;
    for (int i = 0; i < s->adjustment_count; i++) {
        const struct adjustment *a = &s->adjustments[i];
        if (a->what_if && (a->queue < 0 || a->queue == d->queue))
            *(a->of_aht ? &handle : &volume) *= a->factor;
    }
    for (int t = 0; t < d->intervals; t++) {
        d->offered[t] *= volume;
        d->p10[t] *= volume;
        d->p50[t] *= volume;
        d->p90[t] *= volume;
        d->aht_s[t] = (q->aht_fixed ? q->aht_s : d->aht_s[t]) * handle;
    }
}

int variant_of_demand(const char *text)
{
    const struct target *t = find_target(text, strcspn(text, ".="));
    return t && (t->set == set_volume || t->set == set_aht);
}
