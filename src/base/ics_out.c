#include "base/ics_out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Adds a content line, folded to 75 bytes without cutting a character (RFC 5545, 3.1). */
static void add_line(struct ics_out *o, const char *line)
{
    enum { MOST = 75 };
    size_t left = strlen(line), room = MOST;
    while (left > room) {
        size_t n = room;
        while (((unsigned char)line[n] & 0xc0) == 0x80)
            n--;
        text_add_bytes(&o->text, line, n);
        text_add(&o->text, "\r\n ");
        line += n;
        left -= n;
        room = MOST - 1;
    }
    text_add_bytes(&o->text, line, left);
    text_add(&o->text, "\r\n");
}

/* NAME:text with the signs that mean something escaped (3.3.11); control characters have no place in it. */
static void add_text(struct ics_out *o, const char *name, const char *value)
{
    struct text line = {0};
    if (!value || !*value)
        return;
    text_addf(&line, "%s:", name);
    for (; *value; value++) {
        if (*value == '\n')
            text_add(&line, "\\n");
        else if (strchr("\\;,", *value))
            text_addf(&line, "\\%c", *value);
        else if ((unsigned char)*value >= ' ' && *value != 127)
            text_add_char(&line, *value);
    }
    add_line(o, text_string(&line));
    text_free(&line);
}

static void format_wall(const struct clock_time *t, char buf[40])
{
    int year, month, day;
    clock_civil(t->day, &year, &month, &day);
    snprintf(buf, 40, "%04d%02d%02dT%02d%02d%02d", year, month, day, t->second / 3600, t->second / 60 % 60, t->second % 60);
}

/* By the wall clock of the zone; the second of two hours of one name, which readers take for the first, in UTC. */
static void add_time(struct ics_out *o, const char *name, int64_t utc_s)
{
    struct clock_time t = zone_to_local(o->zone, utc_s);
    char              wall[40], line[160];
    int64_t           back;
    zone_to_utc(o->zone, t.day, t.second, &back, NULL);
    if (back != utc_s) {
        t.day = (int)(utc_s / CLOCK_DAY_S);
        t.second = (int)(utc_s % CLOCK_DAY_S);
    }
    format_wall(&t, wall);
    if (back == utc_s)
        snprintf(line, sizeof line, "%s;TZID=%s:%s", name, zone_name(o->zone), wall);
    else
        snprintf(line, sizeof line, "%s:%sZ", name, wall);
    add_line(o, line);
}

static void add_offset(struct ics_out *o, const char *name, int offset_s)
{
    char line[64];
    int  s = abs(offset_s);
    snprintf(line, sizeof line, s % 60 ? "%s:%c%02d%02d%02d" : "%s:%c%02d%02d", name, offset_s < 0 ? '-' : '+', s / 3600, s / 60 % 60, s % 60);
    add_line(o, line);
}

/* The offset in force from an instant on; the wall clock before it is what DTSTART states. */
static void add_observance(struct ics_out *o, int64_t from_utc_s, int offset_from_s, int offset_s, int is_summer)
{
    const char       *kind = is_summer ? "DAYLIGHT" : "STANDARD";
    char              wall[40], line[64];
    int64_t           local = from_utc_s + offset_from_s;
    struct clock_time t = {.day = (int)(local / CLOCK_DAY_S), .second = (int)(local % CLOCK_DAY_S)};
    format_wall(&t, wall);
    snprintf(line, sizeof line, "BEGIN:%s", kind);
    add_line(o, line);
    snprintf(line, sizeof line, "DTSTART:%s", wall);
    add_line(o, line);
    add_offset(o, "TZOFFSETFROM", offset_from_s);
    add_offset(o, "TZOFFSETTO", offset_s);
    snprintf(line, sizeof line, "END:%s", kind);
    add_line(o, line);
}

/* What is in force at `from`, then each change up to `to`. The greater of two offsets is called summer time. */
static void add_zone(struct ics_out *o, int64_t from_utc_s, int64_t to_utc_s)
{
    int     offset = zone_offset_s(o->zone, from_utc_s);
    int64_t next = zone_next_change(o->zone, from_utc_s);
    char    line[96];
    add_line(o, "BEGIN:VTIMEZONE");
    snprintf(line, sizeof line, "TZID:%s", zone_name(o->zone));
    add_line(o, line);
    add_observance(o, from_utc_s, offset, offset, next != INT64_MAX && zone_offset_s(o->zone, next) < offset);
    for (; next <= to_utc_s; next = zone_next_change(o->zone, next)) {
        int before = offset;
        offset = zone_offset_s(o->zone, next);
        add_observance(o, next, before, offset, offset > before);
    }
    add_line(o, "END:VTIMEZONE");
}

void ics_out_begin(struct ics_out *o, const char *name, const struct zone *zone, int64_t from_utc_s, int64_t to_utc_s,
                   int64_t stamp_utc_s)
{
    *o = (struct ics_out){.zone = zone, .stamp_utc_s = stamp_utc_s};
    add_line(o, "BEGIN:VCALENDAR");
    add_line(o, "VERSION:2.0");
    add_line(o, "PRODID:-//headcount//roster//EN");
    add_line(o, "CALSCALE:GREGORIAN");
    add_line(o, "METHOD:PUBLISH");
    add_text(o, "X-WR-CALNAME", name);
    add_text(o, "X-WR-TIMEZONE", zone_name(zone));
    add_zone(o, from_utc_s, to_utc_s);
}

void ics_out_add(struct ics_out *o, const struct ics_out_event *e)
{
    char              wall[40], line[64];
    struct clock_time stamp = {.day = (int)(o->stamp_utc_s / CLOCK_DAY_S), .second = (int)(o->stamp_utc_s % CLOCK_DAY_S)};
    format_wall(&stamp, wall);
    add_line(o, "BEGIN:VEVENT");
    add_text(o, "UID", e->uid);
    snprintf(line, sizeof line, "DTSTAMP:%sZ", wall);
    add_line(o, line);
    add_time(o, "DTSTART", e->start_utc_s);
    add_time(o, "DTEND", e->end_utc_s);
    add_text(o, "SUMMARY", e->summary);
    add_text(o, "DESCRIPTION", e->description);
    add_text(o, "LOCATION", e->location);
    add_text(o, "CATEGORIES", e->category);
    add_line(o, e->busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
    add_line(o, "END:VEVENT");
}

void ics_out_end(struct ics_out *o)
{
    add_line(o, "END:VCALENDAR");
}
