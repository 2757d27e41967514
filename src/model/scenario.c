#include "model/scenario.h"
#include "base/alloc.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 1440 };

const char *const channel_names[3] = {"voice", "chat", "deferred"};
const char *const queue_model_names[2] = {"erlang_c", "erlang_a"};
const char *const sl_definition_names[4] = {"offered", "answered", "excluding_short", "met"};
const char *const goal_scope_names[3] = {"interval", "day", "week"};

static void free_queue(struct queue *q)
{
    free(q->name);
    free(q->history_file);
    for (int i = 0; i < q->columns_count; i++) {
        free(q->columns[i].field);
        free(q->columns[i].column);
    }
    free(q->columns);
    free(q->peaks);
    free(q->open);
}

static void free_agent(struct agent *a)
{
    free(a->id);
    free(a->name);
    free(a->team);
    free(a->site);
    free(a->skills);
    free(a->available);
    free(a->credited_min);
    free(a->paid_leave_min);
    free(a->duty);
    free(a->kind_max);
}

static void free_names(struct scenario *s)
{
    for (int i = 0; i < s->shrinkage_count; i++)
        free(s->shrinkages[i].kind);
    for (int i = 0; i < s->event_count; i++)
        free(s->events[i].name);
    for (int i = 0; i < s->adjustment_count; i++)
        free(s->adjustments[i].kind);
    for (int i = 0; i < s->contract_count; i++)
        free(s->contracts[i].name);
    for (int i = 0; i < s->kind_count; i++) {
        free(s->kinds[i].name);
        free(s->kinds[i].not_after);
    }
    for (int i = 0; i < s->rotation_count; i++) {
        for (int d = 0; d < s->rotations[i].days; d++)
            free(s->rotations[i].shift[d]);
        free(s->rotations[i].shift);
        free(s->rotations[i].name);
    }
    for (int i = 0; i < s->time_off_count; i++)
        free(s->time_offs[i].kind);
    for (int i = 0; i < s->input_count; i++)
        free(s->inputs[i].file);
}

void scenario_free(struct scenario *s)
{
    for (int i = 0; i < s->queue_count; i++)
        free_queue(&s->queues[i]);
    for (int i = 0; i < s->agent_count; i++)
        free_agent(&s->agents[i]);
    for (int i = 0; i < s->variant_count; i++)
        free(s->variants[i]);
    free_names(s);
    horizon_free(&s->horizon);
    void *all[] = {s->folder,    s->name,   s->queues,       s->shrinkages, s->premiums, s->events,     s->adjustments, s->contracts,
                   s->kinds,     s->agents, s->agents_by_id, s->time_offs,  s->rotations, s->requests, s->day_closed, s->inputs,
                   s->holidays.file, s->holidays.open, s->variants};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        free(all[i]);
    memset(s, 0, sizeof *s);
}

int scenario_queue_index(const struct scenario *s, const char *name)
{
    for (int i = 0; i < s->queue_count; i++)
        if (strcmp(s->queues[i].name, name) == 0)
            return i;
    return -1;
}

int scenario_contract_index(const struct scenario *s, const char *name)
{
    for (int i = 0; i < s->contract_count; i++)
        if (strcmp(s->contracts[i].name, name) == 0)
            return i;
    return -1;
}

int scenario_kind_index(const struct scenario *s, const char *name, int contract)
{
    for (int i = 0; i < s->kind_count; i++)
        if (s->kinds[i].contract == contract && strcmp(s->kinds[i].name, name) == 0)
            return i;
    return -1;
}

int scenario_agent_index(const struct scenario *s, const char *id)
{
    if (!s->agents_by_id) {
        for (int i = 0; i < s->agent_count; i++)
            if (strcmp(s->agents[i].id, id) == 0)
                return i;
        return -1;
    }
    for (int low = 0, high = s->agent_count - 1; low <= high;) {
        int middle = low + (high - low) / 2, order = strcmp(id, s->agents[s->agents_by_id[middle]].id);
        if (order == 0)
            return s->agents_by_id[middle];
        if (order < 0)
            high = middle - 1;
        else
            low = middle + 1;
    }
    return -1;
}

static const char *noun_name(const struct scenario *s, enum scenario_noun noun, int i)
{
    switch (noun) {
    case NOUN_QUEUE: return s->queues[i].name;
    case NOUN_CONTRACT: return s->contracts[i].name;
    case NOUN_KIND: return s->kinds[i].name;
    default: return s->agents[i].id;
    }
}

char *scenario_meant(const struct scenario *s, enum scenario_noun noun, const char *word, char *buf, size_t size)
{
    const int    counts[] = {s->queue_count, s->contract_count, s->kind_count, s->agent_count};
    int          n = counts[noun];
    const char **names = xmalloc(((size_t)n + 1) * sizeof *names);
    for (int i = 0; i < n; i++)
        names[i] = noun_name(s, noun, i);
    text_meant(word, names, n, buf, size);
    free(names);
    return buf;
}

/* 1: an interval of the horizon starts inside a weekly window; from > to passes midnight into the next day. */
static int in_week_window(const struct horizon *h, int interval, unsigned weekdays, int from_min, int to_min)
{
    int day = h->day_of[interval], at = h->wall_min[interval];
    int today = weekdays >> horizon_weekday(h, day) & 1, yesterday = weekdays >> horizon_weekday(h, day - 1) & 1;
    if (from_min < to_min)
        return today && from_min <= at && at < to_min;
    return (today && at >= from_min) || (yesterday && at < to_min);
}

double scenario_shrinkage(const struct scenario *s, int queue, int interval)
{
    double sum = 0;
    for (int i = 0; i < s->shrinkage_count; i++) {
        const struct shrinkage *k = &s->shrinkages[i];
        if ((k->queue < 0 || k->queue == queue) && in_week_window(&s->horizon, interval, k->weekdays, k->from_min, k->to_min))
            sum += k->share;
    }
    return sum > 0 ? sum : 0;
}

static int stricter(const struct peak *a, const struct peak *b)
{
    if (a->must != b->must)
        return a->must > b->must;
    if (a->service_level != b->service_level)
        return a->service_level > b->service_level;
    return a->within_s < b->within_s;
}

int scenario_peak(const struct scenario *s, int queue, int interval)
{
    const struct queue *q = &s->queues[queue];
    int                 best = -1;
    for (int i = 0; i < q->peak_count; i++) {
        const struct peak *p = &q->peaks[i];
        if (in_week_window(&s->horizon, interval, p->weekdays, p->from_min, p->to_min) &&
            (best < 0 || stricter(p, &q->peaks[best])))
            best = i;
    }
    return best;
}
