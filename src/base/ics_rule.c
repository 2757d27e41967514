#include "ics_rule.h"
#include "base/alloc.h"
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR_LOW = 1900, YEAR_HIGH = 2199, DAYS_MOST = 400, RULE_MOST = 1000 };

struct ics_rule {
    icalrecur_iterator *iterator;
    struct ics_when     start, next;
    int                 more; /* 1: `next` is the one to give */
};

static int from_ical(struct ics_when *w, struct icaltimetype t)
{
    if (t.year < YEAR_LOW || t.month < 1 || t.month > 12 || t.day < 1 || !clock_exists(t.year, t.month, t.day))
        return -1;
    if (!t.is_date && (t.hour < 0 || t.hour > 23 || t.minute < 0 || t.minute > 59 || t.second < 0 || t.second > 60))
        return -1;
    w->day = clock_day(t.year, t.month, t.day);
    w->second = t.is_date ? 0 : t.hour * 3600 + t.minute * 60 + (t.second < 60 ? t.second : 59);
    w->is_date = t.is_date;
    return 0;
}

static struct icaltimetype to_ical(const struct ics_when *w)
{
    struct icaltimetype t = icaltime_null_time();
    clock_civil(w->day, &t.year, &t.month, &t.day);
    t.is_date = w->is_date;
    t.hour = w->second / 3600;
    t.minute = w->second / 60 % 60;
    t.second = w->second % 60;
    return t;
}

int ics_when_parse(struct ics_when *w, const char *text)
{
    size_t              n = strlen(text);
    struct icaltimetype t;
    *w = (struct ics_when){.utc = n == 16};
    if ((n != 8 && n != 15 && n != 16) || (n == 16 && text[15] != 'Z') || strspn(text, "0123456789TZ") != n)
        return -1;
    t = icaltime_from_string(text);
    return t.year > YEAR_HIGH ? -1 : from_ical(w, t);
}

int64_t ics_when_key(const struct ics_when *w, const struct zone *zone)
{
    int64_t utc_s;
    if (w->is_date || w->utc)
        return (int64_t)w->day * CLOCK_DAY_S + w->second;
    zone_to_utc(w->zone ? w->zone : zone, w->day, w->second, &utc_s, NULL);
    return utc_s;
}

int ics_duration_parse(const char *text, int *days, int *seconds)
{
    if (strlen(text) > 40)
        return -1;
    struct icaldurationtype d = icaldurationtype_from_string(text);
    if (icaldurationtype_is_bad_duration(d) || d.is_neg || d.days > DAYS_MOST || d.weeks > DAYS_MOST / 7 ||
        d.hours > 24 * DAYS_MOST || d.minutes > 1440 * DAYS_MOST || d.seconds > (unsigned)CLOCK_DAY_S * DAYS_MOST)
        return -1;
    *days = (int)(d.days + 7 * d.weeks);
    int64_t rest = (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds;
    if (*days > DAYS_MOST || rest > (int64_t)CLOCK_DAY_S * DAYS_MOST)
        return -1;
    *seconds = (int)rest;
    return 0;
}

/* UNTIL is a date or in UTC, the rule counts by the start's wall clock: it is brought to that. */
static int settle_until(struct icalrecurrencetype *rule, const struct ics_when *start, const struct zone *zone)
{
    struct ics_when until = {0};
    if (icaltime_is_null_time(rule->until))
        return 0;
    int utc = icaltime_is_utc(rule->until);
    if (from_ical(&until, rule->until))
        return -1;
    if (utc && !until.is_date && !start->utc) {
        struct clock_time local = zone_to_local(start->zone ? start->zone : zone, (int64_t)until.day * CLOCK_DAY_S + until.second);
        until.day = local.day;
        until.second = local.second;
    }
    if (until.is_date && !start->is_date)
        until.second = CLOCK_DAY_S - 1;
    until.is_date = start->is_date;
    if (start->is_date)
        until.second = 0;
    rule->until = to_ical(&until);
    return 0;
}

static int within_a_day(const struct icalrecurrencetype *rule)
{
    return rule->freq < ICAL_DAILY_RECURRENCE || rule->by_hour[0] != ICAL_RECURRENCE_ARRAY_MAX ||
           rule->by_minute[0] != ICAL_RECURRENCE_ARRAY_MAX || rule->by_second[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* 1: its weekdays are such as the -14th Sunday of a month: looking for one takes seconds. */
static int never_comes(const struct icalrecurrencetype *rule)
{
    int most = rule->freq == ICAL_MONTHLY_RECURRENCE || rule->by_month[0] != ICAL_RECURRENCE_ARRAY_MAX ? 5 : 53, n = 0;
    for (; rule->by_day[n] != ICAL_RECURRENCE_ARRAY_MAX; n++)
        if (abs(icalrecurrencetype_day_position(rule->by_day[n])) <= most)
            return 0;
    return n > 0;
}

static int fetch(struct ics_rule *r)
{
    struct icaltimetype t = icalrecur_iterator_next(r->iterator);
    r->next = r->start;
    r->more = !icaltime_is_null_time(t) && from_ical(&r->next, t) == 0;
    r->next.is_date = r->start.is_date;
    return r->more;
}

struct ics_rule *ics_rule_open(const char *text, const struct ics_when *start, const struct zone *zone, const char **why)
{
    *why = "is no rule that can be read";
    if (strlen(text) > RULE_MOST)
        return NULL;
    struct icalrecurrencetype rule = icalrecurrencetype_from_string(text);
    if (rule.freq == ICAL_NO_RECURRENCE || rule.interval < 1 || settle_until(&rule, start, zone))
        return NULL;
    *why = "repeats within a day; want DAILY, WEEKLY, MONTHLY or YEARLY without BYHOUR, BYMINUTE and BYSECOND";
    if (within_a_day(&rule))
        return NULL;
    *why = "never happens";
    if (never_comes(&rule))
        return NULL;
    icalrecur_iterator *iterator = icalrecur_iterator_new(rule, to_ical(start));
    if (!iterator)
        return NULL;
    struct ics_rule *r = xcalloc(1, sizeof *r);
    r->iterator = iterator;
    r->start = *start;
    if (!fetch(r)) {
        ics_rule_close(r);
        return NULL;
    }
    return r;
}

int ics_rule_next(struct ics_rule *r, struct ics_when *w)
{
    if (!r->more)
        return 0;
    *w = r->next;
    fetch(r);
    return 1;
}

void ics_rule_close(struct ics_rule *r)
{
    if (r)
        icalrecur_iterator_free(r->iterator);
    free(r);
}
