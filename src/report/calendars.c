#include "report/calendars.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/ics_out.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct calendar {
    const struct plan *p;
    enum lang          lang;
    struct zone       *zone;
    struct ics_out     out;
    int                of_all; /* 1: everybody's */
};

char *calendars_file_name(const char *id)
{
    enum { MOST = 80 };
    struct text name = {0};
    char        hash[FILE_HASH_SIZE];
    for (const char *c = id; *c; c++) {
        unsigned char u = (unsigned char)*c;
        int           safe = u >= 0x80 || (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z') || u == '-' || u == '_' ||
                   (u == '.' && c > id);
        text_add_char(&name, safe ? *c : '_');
    }
    if (name.length > MOST) {
        size_t n = MOST;
        while (((unsigned char)name.data[n] & 0xc0) == 0x80)
            n--;
        name.data[name.length = n] = '\0';
    }
    if (strcmp(text_string(&name), id)) {
        file_hash_bytes(id, strlen(id), hash);
        text_addf(&name, "-%.8s", hash);
    }
    text_add(&name, ".ics");
    return text_take(&name);
}

static int64_t utc(const struct calendar *c, int minute)
{
    return c->p->scenario.horizon.start_utc_s + 60 * (int64_t)minute;
}

/* The same agent, day and place in the day give the same event in every plan of the scenario, so that a later roster
 * moves it in a calendar instead of adding another. */
static void make_uid(const struct calendar *c, const struct shift *shift, int nth_shift, int nth_pause, char uid[48])
{
    struct text what = {0};
    char        hash[FILE_HASH_SIZE], date[16];
    text_addf(&what, "%s\n%s\n%s\n%d\n%d", c->p->scenario.name, c->p->scenario.agents[shift->agent].id,
              horizon_date(&c->p->scenario.horizon, shift->day, date), nth_shift, nth_pause);
    file_hash_bytes(what.data, what.length, hash);
    snprintf(uid, 48, "%.32s@headcount", hash);
    text_free(&what);
}

static const char *activity_name(const struct calendar *c, enum activity_kind kind)
{
    static const char *const names[ACTIVITIES] = {LANG_MARK("work"),    LANG_MARK("break"),    LANG_MARK("lunch"),
                                                  LANG_MARK("meeting"), LANG_MARK("training"), LANG_MARK("deferred work"),
                                                  LANG_MARK("free between parts")};
    return lang_say(c->lang, names[kind]);
}

/* A line for each activity: 10:15–10:30 break. */
static void describe(struct text *out, const struct calendar *c, const struct shift *shift)
{
    const struct scenario *s = &c->p->scenario;
    char                   from[8], to[8];
    for (int k = shift->first; k < shift->first + shift->count; k++) {
        const struct activity *a = &c->p->answer.roster.activities[k];
        text_addf(out, "%s%s–%s %s", k > shift->first ? "\n" : "", horizon_clock(&s->horizon, a->start_min, from),
                  horizon_clock(&s->horizon, a->end_min, to), activity_name(c, a->kind));
        if (a->queue >= 0)
            text_addf(out, " (%s)", s->queues[a->queue].name);
    }
}

static void add_pauses(struct calendar *c, const struct shift *shift, int nth)
{
    char uid[48];
    int  pause = 0;
    for (int k = shift->first; k < shift->first + shift->count; k++) {
        const struct activity *a = &c->p->answer.roster.activities[k];
        if (a->kind == ACT_WORK || a->kind == ACT_SPLIT)
            continue;
        make_uid(c, shift, nth, ++pause, uid);
        const struct ics_out_event e = {.uid = uid,
                                        .summary = activity_name(c, a->kind),
                                        .category = activity_names[a->kind],
                                        .start_utc_s = utc(c, a->start_min),
                                        .end_utc_s = utc(c, a->end_min)};
        ics_out_add(&c->out, &e);
    }
}

/* A busy event; part 0 is the first of the shift. */
static void add_part(struct calendar *c, const struct shift *shift, int nth, int part, int from_min, int to_min)
{
    const struct scenario *s = &c->p->scenario;
    const struct agent    *agent = &s->agents[shift->agent];
    struct text            summary = {0}, description = {0};
    char                   uid[48];
    make_uid(c, shift, nth, -part, uid);
    if (c->of_all)
        text_add(&summary, agent->name && *agent->name ? agent->name : agent->id);
    else
        text_add(&summary, lang_say(c->lang, LANG_MARK("Shift")));
    if (shift->kind >= 0)
        text_addf(&summary, " %s", s->kinds[shift->kind].name);
    describe(&description, c, shift);
    const struct ics_out_event e = {.uid = uid,
                                    .summary = text_string(&summary),
                                    .description = text_string(&description),
                                    .location = agent->site,
                                    .category = "shift",
                                    .start_utc_s = utc(c, from_min),
                                    .end_utc_s = utc(c, to_min),
                                    .busy = 1};
    ics_out_add(&c->out, &e);
    text_free(&summary);
    text_free(&description);
}

/* The time between the parts of a split shift is the agent's own: two events. */
static void add_shift(struct calendar *c, const struct shift *shift, int nth)
{
    int from = shift->start_min, part = 0;
    for (int k = shift->first; k < shift->first + shift->count; k++) {
        const struct activity *a = &c->p->answer.roster.activities[k];
        if (a->kind != ACT_SPLIT)
            continue;
        add_part(c, shift, nth, part++, from, a->start_min);
        from = a->end_min;
    }
    add_part(c, shift, nth, part, from, shift->end_min);
    if (!c->of_all)
        add_pauses(c, shift, nth);
}

static void add_shifts(struct calendar *c, int from, int to)
{
    const struct shift *shifts = c->p->answer.roster.shifts;
    for (int i = from, nth = 0; i < to; i++) {
        int another = i > from && shifts[i].agent == shifts[i - 1].agent && shifts[i].day == shifts[i - 1].day;
        nth = another ? nth + 1 : 0;
        add_shift(c, &shifts[i], nth);
    }
}

/* A calendar of the shifts [from, to) of the roster. */
static int write_calendar(struct calendar *c, const char *path, const char *name, int from, int to, struct faults *faults)
{
    const struct horizon *h = &c->p->scenario.horizon;
    ics_out_begin(&c->out, name, c->zone, h->start_utc_s, utc(c, h->axis * h->interval_min), h->start_utc_s);
    add_shifts(c, from, to);
    ics_out_end(&c->out);
    int bad = file_write_text(path, &c->out.text, faults);
    text_free(&c->out.text);
    return bad;
}

static int open_zone(struct calendar *c, const struct plan *p, enum lang lang, struct faults *faults)
{
    *c = (struct calendar){.p = p, .lang = lang};
    c->zone = zone_open(p->scenario.horizon.zone, faults, p->scenario.name, 0, 0);
    return c->zone ? 0 : -1;
}

int calendars_write_all(const struct plan *p, const char *path, enum lang lang, struct faults *faults)
{
    struct calendar c;
    if (open_zone(&c, p, lang, faults))
        return -1;
    c.of_all = 1;
    int bad = write_calendar(&c, path, p->scenario.name, 0, p->answer.roster.shift_count, faults);
    zone_close(c.zone);
    return bad;
}

int calendars_write_each(const struct plan *p, const char *folder, enum lang lang, struct faults *faults)
{
    const struct roster *r = &p->answer.roster;
    struct calendar      c;
    if (file_make_folder(folder, faults) || open_zone(&c, p, lang, faults))
        return -1;
    int bad = 0;
    for (int a = 0, from = 0, to = 0; a < p->scenario.agent_count && !bad; a++, from = to) {
        const struct agent *agent = &p->scenario.agents[a];
        struct text         title = {0};
        char               *name = calendars_file_name(agent->id), *path = file_join(folder, name);
        while (to < r->shift_count && r->shifts[to].agent == a)
            to++;
        text_addf(&title, "%s – %s", agent->name && *agent->name ? agent->name : agent->id, p->scenario.name);
        bad = write_calendar(&c, path, text_string(&title), from, to, faults);
        text_free(&title);
        free(name);
        free(path);
    }
    zone_close(c.zone);
    return bad;
}
