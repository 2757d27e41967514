#include "base/zone.h"

#include "base/alloc.h"
#include "base/file.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct change {
    int64_t from_utc_s;
    int     offset_s; /* in force from then on */
};

struct zone {
    char          *name;
    struct change *changes; /* [count] ascending; the first is the beginning of time */
    int            count;
    size_t         capacity;
};

enum { LAST_YEAR = 2100, HOUR_S = 3600 };
static const char zone_folder[] = "/usr/share/zoneinfo";

static void add_change(struct zone *z, int64_t from_utc_s, int offset_s)
{
    if (z->count > 0 && (z->changes[z->count - 1].offset_s == offset_s || z->changes[z->count - 1].from_utc_s >= from_utc_s))
        return;
    z->changes = xgrow(z->changes, &z->capacity, (size_t)z->count + 1, sizeof *z->changes);
    z->changes[z->count++] = (struct change){from_utc_s, offset_s};
}

/* --- the rule for later years, a POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3 (RFC 8536, section 3.3) ------- */

struct rule_day {
    char kind;             /* M month.week.weekday; J day of the year without 29 February; 0 day of the year */
    int  month, week, day; /* weekday 0 = Sunday */
    int  second;           /* of the wall clock in force before; may lie outside the day */
};

static const char *rule_int(const char *s, int *value)
{
    if (!s || *s < '0' || *s > '9')
        return NULL;
    for (*value = 0; *s >= '0' && *s <= '9' && *value < 100000; s++)
        *value = *value * 10 + (*s - '0');
    return s;
}

/* [+-]hh[:mm[:ss]] */
static const char *rule_time(const char *s, int *seconds)
{
    int sign = s && *s == '-' ? -1 : 1, part;
    if (s && (*s == '-' || *s == '+'))
        s++;
    if (!(s = rule_int(s, &part)))
        return NULL;
    *seconds = part * HOUR_S;
    for (int unit = 60; *s == ':' && unit >= 1; unit /= 60) {
        if (!(s = rule_int(s + 1, &part)))
            return NULL;
        *seconds += part * unit;
    }
    *seconds *= sign;
    return s;
}

static const char *rule_name(const char *s)
{
    if (*s == '<') {
        s = strchr(s, '>');
        return s ? s + 1 : NULL;
    }
    size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    return n >= 3 ? s + n : NULL;
}

static const char *rule_day(const char *s, struct rule_day *d)
{
    if (!s || *s++ != ',')
        return NULL;
    d->kind = *s == 'M' || *s == 'J' ? *s++ : '0';
    d->second = 2 * HOUR_S;
    if (d->kind == 'M') {
        s = rule_int(s, &d->month);
        s = s && *s == '.' ? rule_int(s + 1, &d->week) : NULL;
        s = s && *s == '.' ? rule_int(s + 1, &d->day) : NULL;
        if (s && (d->month < 1 || d->month > 12 || d->week < 1 || d->week > 5 || d->day > 6))
            return NULL;
    } else {
        s = rule_int(s, &d->day);
        if (s && d->day > 366)
            return NULL;
    }
    return s && *s == '/' ? rule_time(s + 1, &d->second) : s;
}

/* The wall-clock second (since 1970) a rule names in a year. */
static int64_t rule_in_year(const struct rule_day *d, int year)
{
    int day = clock_day(year, 1, 1) + d->day;
    if (d->kind == 'J') { /* counts from 1, and 29 February not at all */
        day--;
        if (d->day >= 60 && clock_exists(year, 2, 29))
            day++;
    } else if (d->kind == 'M') {
        int first = clock_day(year, d->month, 1), want = (d->day + 6) % 7;
        int next = d->month == 12 ? clock_day(year + 1, 1, 1) : clock_day(year, d->month + 1, 1);
        day = first + (want - clock_weekday(first) + 7) % 7 + 7 * (d->week - 1);
        while (day >= next)
            day -= 7; /* week 5 is the last one */
    }
    return (int64_t)day * CLOCK_DAY_S + d->second;
}

static int add_rule(struct zone *z, const char *s)
{
    int             standard, summer;
    struct rule_day from, to;
    s = rule_name(s);
    s = s ? rule_time(s, &standard) : NULL;
    if (!s)
        return -1;
    standard = -standard; /* POSIX counts westward */
    if (!*s) {
        int64_t last = z->changes[z->count - 1].from_utc_s;
        add_change(z, last == INT64_MIN ? 0 : last + 1, standard);
        return 0;
    }
    summer = standard + HOUR_S;
    s = rule_name(s);
    if (s && *s != ',' && (s = rule_time(s, &summer)))
        summer = -summer;
    if (!(s = rule_day(s, &from)) || !(s = rule_day(s, &to)) || *s)
        return -1;
    int64_t last = z->changes[z->count - 1].from_utc_s;
    int     year = 1970, month, day;
    if (last > 0)
        clock_civil((int)(last / CLOCK_DAY_S), &year, &month, &day);
    for (; year <= LAST_YEAR; year++) {
        int64_t begin = rule_in_year(&from, year) - standard, end = rule_in_year(&to, year) - summer;
        add_change(z, begin < end ? begin : end, begin < end ? summer : standard);
        add_change(z, begin < end ? end : begin, begin < end ? standard : summer);
    }
    return 0;
}

/* --- the file: TZif, RFC 8536 ------------------------------------------------------------------------------------- */

static int64_t big_endian(const unsigned char *p, int bytes)
{
    uint64_t v = p[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | p[i];
    return (int64_t)v;
}

struct tzif_block {
    size_t               times, types, length; /* length in bytes behind the header */
    const unsigned char *data;
};

enum { TZIF_HEADER = 44 };

/* A block whose instants take `wide` bytes. Returns what follows it, or NULL when it is not whole. */
static const unsigned char *tzif_block(const unsigned char *p, const unsigned char *end, size_t wide, struct tzif_block *b)
{
    if (end - p < TZIF_HEADER || memcmp(p, "TZif", 4) != 0)
        return NULL;
    size_t counts[6]; /* UT marks, standard marks, leap seconds, times, types, name bytes */
    for (int i = 0; i < 6; i++) {
        counts[i] = (size_t)big_endian(p + 20 + 4 * i, 4);
        if (counts[i] > 100000)
            return NULL;
    }
    b->times = counts[3];
    b->types = counts[4];
    b->data = p + TZIF_HEADER;
    b->length = b->times * (wide + 1) + b->types * 6 + counts[5] + counts[2] * (wide + 4) + counts[1] + counts[0];
    return b->types > 0 && (size_t)(end - b->data) >= b->length ? b->data + b->length : NULL;
}

/* Fills z from the file's second block, of 64-bit instants, and its closing rule. 0, or -1 when it is not such a file. */
static int zone_fill(struct zone *z, const struct text *file)
{
    enum { WIDE = 8, TYPE = 6 };
    const unsigned char *p = (const unsigned char *)text_string(file), *end = p + file->length;
    struct tzif_block    b;
    if (!(p = tzif_block(p, end, 4, &b)) || !(p = tzif_block(p, end, WIDE, &b)))
        return -1;
    const unsigned char *indices = b.data + b.times * WIDE, *types = indices + b.times;
    add_change(z, INT64_MIN, (int)big_endian(types, 4));
    for (size_t i = 0; i < b.times; i++) {
        if (indices[i] >= b.types)
            return -1;
        add_change(z, big_endian(b.data + i * WIDE, WIDE), (int)big_endian(types + indices[i] * TYPE, 4));
    }
    const char *line_end = p < end && *p == '\n' ? memchr(p + 1, '\n', (size_t)(end - p - 1)) : NULL;
    if (!line_end)
        return -1;
    char *rule = xstrndup((const char *)p + 1, (size_t)(line_end - (const char *)p - 1));
    int   code = *rule ? add_rule(z, rule) : 0;
    free(rule);
    return code;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

struct names {
    char **items;
    int    count;
    size_t capacity;
};

/* All zone names below a folder; links and posix/, right/ (copies of the whole) are left out by the capital letter. */
static void collect(struct names *names, const char *folder, const char *prefix)
{
    DIR           *d = opendir(folder);
    struct dirent *e;
    while (d && (e = readdir(d))) {
        if (e->d_name[0] < 'A' || e->d_name[0] > 'Z' || names->count > 5000)
            continue;
        struct text name = {0};
        char       *path = file_join(folder, e->d_name);
        text_addf(&name, "%s%s", prefix, e->d_name);
        if (file_is_folder(path)) {
            text_add_char(&name, '/');
            collect(names, path, text_string(&name));
            text_free(&name);
        } else {
            names->items = xgrow(names->items, &names->capacity, (size_t)names->count + 1, sizeof *names->items);
            names->items[names->count++] = text_take(&name);
        }
        free(path);
    }
    if (d)
        closedir(d);
}

static void unknown(const char *name, struct faults *faults, const char *file, long line, long column)
{
    struct names all = {0};
    char         meant[128];
    collect(&all, zone_folder, "");
    if (all.count == 0)
        faults_add(faults, file, line, column, "time zone \"%.60s\" cannot be found: %s is missing; install the package tzdata",
                   name, zone_folder);
    else
        faults_add(faults, file, line, column, "time zone is \"%.60s\"; want an IANA name such as Europe/Berlin%s", name,
                   text_meant(name, (const char *const *)all.items, all.count, meant, sizeof meant));
    text_split_free(all.items, all.count);
}

/* A name becomes part of a path, so it may hold nothing that leads elsewhere. */
static int is_name(const char *s)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return *s >= 'A' && *s <= 'Z' && strlen(s) < 64 && strspn(s, letters) == strlen(s);
}

struct zone *zone_open(const char *name, struct faults *faults, const char *file, long line, long column)
{
    struct text   data = {0};
    struct faults unread = {0};
    struct zone  *z = xcalloc(1, sizeof *z);
    char         *path = file_join(zone_folder, name);
    z->name = xstrdup(name);
    if (text_same(name, "UTC")) {
        add_change(z, INT64_MIN, 0); /* also where no tzdata is installed */
    } else if (!is_name(name) || file_read(&data, path, 1 << 20, &unread) || zone_fill(z, &data)) {
        if (faults)
            unknown(name, faults, file, line, column);
        zone_close(z);
        z = NULL;
    }
    text_free(&data);
    free(path);
    return z;
}

void zone_close(struct zone *z)
{
    if (!z)
        return;
    free(z->name);
    free(z->changes);
    free(z);
}

const char *zone_name(const struct zone *z)
{
    return z->name;
}

/* Index of the change in force at utc_s. */
static int in_force(const struct zone *z, int64_t utc_s)
{
    int low = 0, high = z->count;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (z->changes[middle].from_utc_s <= utc_s)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int zone_offset_s(const struct zone *z, int64_t utc_s)
{
    return z->changes[in_force(z, utc_s)].offset_s;
}

int64_t zone_next_change(const struct zone *z, int64_t utc_s)
{
    int next = in_force(z, utc_s) + 1;
    return next < z->count ? z->changes[next].from_utc_s : INT64_MAX;
}

/* A wall-clock reading w happened at w - offset under every offset that was in force then. Offsets stay within a day of
 * UTC, so only those in force from a day before w to a day after it are candidates. */
enum zone_fit zone_to_utc(const struct zone *z, int day, int second, int64_t *utc_s, int64_t *later_s)
{
    int64_t wall = (int64_t)day * CLOCK_DAY_S + second, found[2] = {0, 0};
    int     first = in_force(z, wall - CLOCK_DAY_S), n = 0;
    int64_t gap_end = 0;
    for (int i = first; i < z->count && (i == first || z->changes[i].from_utc_s <= wall + CLOCK_DAY_S); i++) {
        int64_t utc = wall - z->changes[i].offset_s;
        int     begun = i == 0 || utc >= z->changes[i].from_utc_s;
        int     over = i + 1 < z->count && utc >= z->changes[i + 1].from_utc_s;
        if (begun && !over && n < 2)
            found[n++] = utc;
        if (!begun && n == 0 && gap_end == 0)
            gap_end = z->changes[i].from_utc_s; /* before i the clock had not got there, and i begins beyond it */
    }
    if (n == 0)
        found[0] = gap_end;
    *utc_s = found[0];
    if (later_s)
        *later_s = n == 2 ? found[1] : found[0];
    return n == 0 ? ZONE_NEVER : n == 2 ? ZONE_TWICE : ZONE_ONCE;
}

struct clock_time zone_to_local(const struct zone *z, int64_t utc_s)
{
    struct clock_time t = {.has_offset = 1, .offset_s = zone_offset_s(z, utc_s)};
    int64_t           wall = utc_s + t.offset_s, day = wall / CLOCK_DAY_S;
    if (wall % CLOCK_DAY_S < 0)
        day--;
    t.day = (int)day;
    t.second = (int)(wall - day * CLOCK_DAY_S);
    return t;
}

enum zone_fit zone_instant(const struct zone *z, const struct clock_time *t, int64_t *utc_s, int64_t *later_s)
{
    if (!t->has_offset)
        return zone_to_utc(z, t->day, t->second, utc_s, later_s);
    *utc_s = (int64_t)t->day * CLOCK_DAY_S + t->second - t->offset_s;
    if (later_s)
        *later_s = *utc_s;
    return ZONE_ONCE;
}

char *zone_format(const struct zone *z, int64_t utc_s, char buf[CLOCK_TIME_SIZE])
{
    struct clock_time t = zone_to_local(z, utc_s);
    return clock_time_format(&t, buf);
}
