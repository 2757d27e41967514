#include "instance.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FULL, PART, CONTRACTS, DAYS = 7, AGENTS_MAX = 20000, MONDAY = 4 /* 1970-01-05 */ };

/* The line the reader stands in. */
static int line_of(FILE *f)
{
    long at = ftell(f);
    int line = 1, c;
    rewind(f);
    for (long i = 0; i < at && (c = getc(f)) != EOF; i++)
        line += c == '\n';
    return line;
}

static void expect(int ok, FILE *f, const char *file, const char *wanted)
{
    if (!ok)
        instance_fault(file, line_of(f), "want %s", wanted);
}

static struct shift_kind kind(const char *name, int contract, int length, int lunch, int from1, int to1, int from2, int to2, int step)
{
    struct shift_kind k = {.name = xstrdup(name), .contract = contract, .weekdays = 127, .start_to = 1440 - step,
                           .start_step = step, .length_from = length, .length_to = length, .length_step = step};
    k.rule[k.breaks++] = (struct break_rule){15, from1, to1, {0, 0}};
    if (from2)
        k.rule[k.breaks++] = (struct break_rule){15, from2, to2, {0, 0}};
    if (lunch) {
        k.lunches = 2;
        k.lunch_min[0] = 30;
        k.lunch_min[1] = 60;
        k.lunch_from = 210;
        k.lunch_to = 300;
    }
    return k;
}

static struct contract contract(const char *name, double wage_h, int day_min, int day_max, int week_min, int days_min)
{
    return (struct contract){.name = xstrdup(name), .wage_h = wage_h, .day_min = day_min, .day_max = day_max, .week_min = week_min,
                             .week_max = week_min, .days_min = days_min, .days_max = 5, .rest_min = 660,
                             .consecutive_min = RULE_NONE, .consecutive_max = RULE_NONE, .use = USE_MAY};
}

static void make_rules(struct scenario *s, int step)
{
    s->contract_count = CONTRACTS;
    s->contracts = xcalloc(CONTRACTS, sizeof *s->contracts);
    s->contracts[FULL] = contract("full", 20, 480, 480, 2400, 5);
    s->contracts[PART] = contract("part", 18, 240, 360, 1200, 4);
    s->kind_count = 4;
    s->kinds = xcalloc(4, sizeof *s->kinds);
    s->kinds[0] = kind("F", FULL, 480, 1, 90, 150, 375, 450, step);
    s->kinds[1] = kind("P4", PART, 240, 0, 90, 150, 0, 0, step);
    s->kinds[2] = kind("P5", PART, 300, 0, 90, 195, 0, 0, step);
    s->kinds[3] = kind("P6", PART, 360, 0, 120, 240, 0, 0, step);
    s->premium_count = 2;
    s->premiums = xcalloc(2, sizeof *s->premiums);
    s->premiums[0] = (struct premium){.weekdays = 127, .from_min = 1320, .to_min = 360, .factor = 1.25};
    s->premiums[1] = (struct premium){.weekdays = 96, .from_min = 0, .to_min = 1440, .factor = 1.30};
    s->penalties = (struct penalties){.over_per_agent_h = 1, .no_two_days_off_together = 10};
}

static void read_row(FILE *f, const char *file, const char *name, int count, double most, double *values)
{
    char word[32], wanted[100];
    snprintf(wanted, sizeof wanted, "%s and %d numbers from 0 to %g", name, count, most);
    expect(fscanf(f, "%31s", word) == 1 && strcmp(word, name) == 0, f, file, wanted);
    for (int i = 0; i < count; i++)
        expect(fscanf(f, "%lf", &values[i]) == 1 && values[i] >= 0 && values[i] <= most, f, file, wanted);
}

static void read_requirement(struct instance *w, FILE *f, const char *file, int per_day)
{
    struct requirement *r = &w->r;
    int T = DAYS * per_day;
    double hours = 24.0 / per_day, over, *row = xmalloc((size_t)T * sizeof *row);
    requirement_alloc(r, 0, T);
    r->seats = INFINITY;
    read_row(f, file, "req", T, AGENTS_MAX, row);
    for (int t = 0; t < T; t++) {
        r->kind[t] = row[t] > 0 ? CLASS_OPEN : CLASS_CLOSED;
        r->agents[t] = r->floor_agents[t] = (int)row[t];
        r->agents_gross[t] = r->floor_gross[t] = row[t];
    }
    read_row(f, file, "load", T, 1e9, row);
    read_row(f, file, "under", T, 1e9, row);
    read_row(f, file, "over", 1, 1e9, &over);
    for (int t = 0; t < T; t++) {
        r->under_per_h[t] = row[t] / hours;
        r->over_per_h[t] = over / hours;
    }
    free(row);
}

static void add_agents(struct instance *w, int class, int contract, int count, const struct window *available)
{
    struct scenario *s = &w->s;
    size_t all = (size_t)(s->agent_count + count);
    s->agents = xrealloc(s->agents, all * sizeof *s->agents);
    w->class_of = xrealloc(w->class_of, all * sizeof *w->class_of);
    w->member = xrealloc(w->member, all * sizeof *w->member);
    for (int i = 0; i < count; i++) {
        struct agent a = {.contract = contract, .skill_count = 1};
        a.skills = xcalloc(1, sizeof *a.skills);
        a.credited_min = xcalloc(1, sizeof *a.credited_min);
        a.paid_leave_min = xcalloc(1, sizeof *a.paid_leave_min);
        a.available = xmalloc(DAYS * sizeof *a.available);
        memcpy(a.available, available, DAYS * sizeof *a.available);
        w->class_of[s->agent_count] = class;
        w->member[s->agent_count] = i;
        s->agents[s->agent_count++] = a;
    }
}

static void read_classes(struct instance *w, FILE *f, const char *file, int step)
{
    int classes, contract, count, from, to;
    expect(fscanf(f, " classes %d", &classes) == 1 && classes >= 0 && classes <= AGENTS_MAX, f, file, "classes and their number");
    for (int c = 0; c < classes; c++) {
        struct window available[DAYS];
        expect(fscanf(f, "%d %d", &contract, &count) == 2 && (contract == FULL || contract == PART) && count >= 0 &&
                   count <= AGENTS_MAX - w->s.agent_count,
               f, file, "a class: contract 0 or 1, agents, 7 times from and to");
        for (int d = 0; d < DAYS; d++) {
            expect(fscanf(f, "%d %d", &from, &to) == 2 && from >= 0 && to >= 0 && from * step < 1440 + step && to * step <= 2 * 1440,
                   f, file, "from and to, in intervals from the day's midnight, to at most two days after it");
            available[d] = (struct window){from * step, to * step};
        }
        add_agents(w, c, contract, count, available);
    }
}

void week_read(struct instance *w, FILE *f)
{
    struct faults faults = {0};
    const char *file = w->file;
    int per_day;
    expect(fscanf(f, "%*[^\n] S %d", &per_day) == 1 && (per_day == 48 || per_day == 96 || per_day == 24), f, file, "S 24, S 48 or S 96");
    int step = 1440 / per_day;
    if (horizon_make(&w->s.horizon, "UTC", MONDAY, DAYS, step, 1, 0, &faults, file, 0, 0))
        instance_fault(file, 0, "%s", faults.items[0].message);
    w->s.break_step_min = step;
    make_rules(&w->s, step);
    read_requirement(w, f, file, per_day);
    read_classes(w, f, file, step);
    w->s.day_closed = xcalloc(DAYS, 1);
    w->s.queue_count = 1;
    w->s.queues = xcalloc(1, sizeof *w->s.queues);
    w->s.queues[0].open = xcalloc((size_t)w->s.horizon.intervals, 1);
}

static void write_shift(FILE *out, const struct instance *w, const struct roster *r, const struct shift *x)
{
    int midnight = horizon_day_start(&w->s.horizon, x->day), paid = x->end_min - x->start_min;
    int lunch = -1, lunch_min = 0, breaks[2] = {-1, -1}, count = 0;
    for (int i = x->first; i < x->first + x->count; i++) {
        const struct activity *a = &r->activities[i];
        if (a->kind == ACT_LUNCH) {
            lunch = a->start_min - midnight;
            lunch_min = a->end_min - a->start_min;
        } else if (a->kind == ACT_BREAK && count < 2)
            breaks[count++] = a->start_min - midnight;
    }
    fprintf(out, "%d,%d,%d,%d,%d,", w->class_of[x->agent], w->member[x->agent], x->day, x->start_min - midnight, paid - lunch_min);
    if (lunch >= 0)
        fprintf(out, "%d,%d,", lunch, lunch_min);
    else
        fprintf(out, ",,");
    for (int i = 0; i < 2; i++)
        if (i < count)
            fprintf(out, "%d%s", breaks[i], i ? "\n" : ",");
        else
            fprintf(out, "%s", i ? "\n" : ",");
}

void week_write(const struct instance *w, const struct roster *r, FILE *out)
{
    fprintf(out, "class,member,day,start_min,paid_min,lunch_start_min,lunch_min,break1_start_min,break2_start_min\n");
    for (int i = 0; i < r->shift_count; i++)
        write_shift(out, w, r, &r->shifts[i]);
}
