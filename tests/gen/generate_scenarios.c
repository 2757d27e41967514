/* generate_scenarios DIR - writes the made-up parts of the scenarios that ship: history.csv and agents.csv of DIR/bank,
 * DIR/shop and DIR/line. `make scenarios` runs it; the committed files are its output, and a test compares them byte by byte.
 *
 * Contacts of an interval are Poisson about
 *     base * weekday * time of day * day of the month * growth * (after a holiday) * chance of the day * of the interval
 * where the chances are lognormal. With a zone, starts have their offset: the hour put back comes twice, the other never.
 * Handle times are means of `answered` lognormal times, abandons binomial with a share
 * that rises with the load. One day is missing and one morning is cut off, as in any export. People get names at random
 * from lists in Latin and Chinese script; no one is meant. */
#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/rng.h"
#include "base/table.h"
#include "base/zone.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct site { /* one queue of it */
    const char   *folder, *queue;
    uint64_t      seed;
    int           first[3], weeks;       /* first Monday; length of the history */
    int           open_min, close_min;   /* every open day */
    int           open_days;             /* from Monday on */
    double        base;                  /* contacts of a mean interval */
    double        weekday[7];
    double        growth_per_week;
    double        month_start, payday;   /* more contacts on days 1 to 3, 25 to 27 */
    double        day_cv, interval_cv;   /* chance */
    double        aht_s, evening_s;      /* handle time; more of it in the evening */
    double        abandon;               /* share hanging up in a mean interval */
    const int (*closed)[3];              /* ends with 0 */
    int           missing[3], cut[3];    /* a day without rows; a day whose rows begin two hours late */
    const double *shape;                 /* [shape_hours] by hour from open_min */
    const char   *zone;                  /* NULL: starts without an offset */
    const int (*quiet)[3];               /* holidays that are worked, with fewer contacts; NULL: none */
    int           makeup[3];             /* a Saturday worked like a Friday */
};

static const double bank_shape[] = {0.42, 0.74, 1.18, 1.52, 1.56, 1.36, 1.26, 1.42, 1.38, 1.20, 0.86, 0.62, 0.46, 0.34};
static const double shop_shape[] = {0.75, 1.15, 1.35, 1.10, 0.90, 0.95, 1.05, 1.20, 1.00, 0.65};
static const int    bank_closed[][3] = {{2026, 5, 27}, {2026, 6, 1}, {2026, 8, 10}, {2026, 11, 9}, {0}};
static const int    shop_closed[][3] = {{2026, 10, 3}, {2026, 12, 25}, {2026, 12, 26}, {2027, 1, 1}, {0}};

static const struct site bank = {
    "bank", "calls", 20261130, {2026, 5, 4}, 30, 7 * 60, 21 * 60, 5, 185,
    {1.15, 1.02, 0.96, 0.95, 1.00, 0, 0}, 0.0012, 0.09, 0.04, 0.035, 0.03, 288, 20, 0.03,
    bank_closed, {2026, 9, 16}, {2026, 7, 7}, bank_shape, NULL, NULL, {0}};
static const struct site shop = {
    "shop", "orders", 20270315, {2026, 8, 31}, 28, 9 * 60, 19 * 60, 6, 13,
    {1.10, 0.98, 0.94, 0.95, 1.05, 1.12, 0}, 0.0020, 0.02, 0.00, 0.05, 0.04, 228, 12, 0.04,
    shop_closed, {2027, 1, 20}, {2026, 11, 11}, shop_shape, NULL, NULL, {0}};

static const double emergency_shape[] = {0.42, 0.34, 0.30, 0.28, 0.32, 0.50, 0.82, 1.10, 1.30, 1.38, 1.36, 1.30,
                                         1.22, 1.20, 1.22, 1.28, 1.38, 1.52, 1.62, 1.55, 1.30, 1.02, 0.78, 0.58};
static const double service_shape[] = {0.40, 0.78, 1.22, 1.50, 1.56, 1.42, 1.22, 1.16, 1.20, 1.22, 1.18, 1.10, 0.94, 0.74, 0.54, 0.38};
static const double billing_shape[] = {0.80, 1.30, 1.52, 1.40, 1.05, 0.92, 1.06, 1.20, 1.08, 0.82, 0.50, 0.35};
static const int    line_none[][3] = {{0}};
static const int    line_quiet[][3] = {{2026, 12, 25}, {2026, 12, 26}, {2027, 1, 1}, {0}};
static const int    line_closed[][3] = {{2026, 12, 24}, {2026, 12, 25}, {2026, 12, 31}, {2027, 1, 1}, {0}};

static const struct site line[] = {
    {"line", "emergency", 20270322, {2026, 10, 12}, 23, 0, 24 * 60, 7, 11,
     {1.00, 0.96, 0.97, 0.98, 1.02, 1.08, 1.04}, 0.0008, 0.02, 0.00, 0.05, 0.05, 245, 0, 0.03,
     line_none, {2027, 1, 13}, {2026, 11, 18}, emergency_shape, "Europe/Berlin", line_quiet, {2026, 12, 19}},
    {"line", "service", 20270323, {2026, 10, 12}, 23, 6 * 60, 22 * 60, 7, 30,
     {1.28, 1.12, 1.05, 1.04, 1.06, 0.78, 0.55}, 0.0010, 0.06, 0.03, 0.04, 0.03, 300, 15, 0.03,
     line_none, {2027, 1, 13}, {2026, 11, 18}, service_shape, "Europe/Berlin", line_quiet, {2026, 12, 19}},
    {"line", "billing", 20270324, {2026, 10, 12}, 23, 8 * 60, 20 * 60, 5, 17,
     {1.20, 1.04, 0.98, 0.95, 0.90, 0, 0}, 0.0010, 0.12, 0.05, 0.04, 0.03, 380, 0, 0.04,
     line_closed, {2027, 1, 13}, {2026, 11, 18}, billing_shape, "Europe/Berlin", NULL, {2026, 12, 19}},
};

enum { STEP_MIN = 30 };

static int is_day(int day, const int civil[3]) { return civil[0] && day == clock_day(civil[0], civil[1], civil[2]); }

static int is_closed(const struct site *s, int day)
{
    if (clock_weekday(day) >= s->open_days && !is_day(day, s->makeup))
        return 1;
    for (int i = 0; s->closed[i][0]; i++)
        if (is_day(day, s->closed[i]))
            return 1;
    return 0;
}

static int after_holiday(const struct site *s, int day)
{
    int back = day - 1;
    while (clock_weekday(back) >= s->open_days)
        back--;
    return is_closed(s, back);
}

static double day_factor(const struct site *s, int day, struct rng *r)
{
    int    year, month, of_month, weekday = is_day(day, s->makeup) ? 4 : clock_weekday(day);
    double weeks = (day - clock_day(s->first[0], s->first[1], s->first[2])) / 7.0;
    clock_civil(day, &year, &month, &of_month);
    double factor = s->weekday[weekday] * (1 + s->growth_per_week * weeks);
    factor *= 1 + (of_month <= 3 ? s->month_start : of_month >= 25 && of_month <= 27 ? s->payday : 0);
    factor *= after_holiday(s, day) ? 1.22 : 1;
    for (int i = 0; s->quiet && s->quiet[i][0]; i++)
        factor *= is_day(day, s->quiet[i]) ? 0.65 : 1;
    return factor * rng_lognormal(r, 1, s->day_cv);
}

/* Between the hours' middles the shape is linear, so that no step shows at the full hour. */
static double shape_at(const struct site *s, int minute)
{
    int    hours = (s->close_min - s->open_min) / 60;
    double x = (minute + STEP_MIN / 2 - s->open_min) / 60.0 - 0.5;
    int    i = (int)floor(x);
    if (i < 0)
        return s->shape[0];
    if (i >= hours - 1)
        return s->shape[hours - 1];
    return s->shape[i] + (x - i) * (s->shape[i + 1] - s->shape[i]);
}

/* The start as an export writes it; *shown is how often the clock showed it. */
static void start_text(char *buf, size_t size, const struct zone *z, int day, int minute, int again, int *shown)
{
    static const int times[] = {[ZONE_ONCE] = 1, [ZONE_TWICE] = 2, [ZONE_NEVER] = 0};
    char             text[CLOCK_TIME_SIZE], date[CLOCK_DATE_SIZE];
    int64_t          first_s, later_s;
    *shown = 1;
    snprintf(buf, size, "%sT%02d:%02d", clock_date_format(day, date), minute / 60, minute % 60);
    if (!z)
        return;
    *shown = times[zone_to_utc(z, day, minute * 60, &first_s, &later_s)];
    snprintf(buf, size, "%s", zone_format(z, again ? later_s : first_s, text));
}

static void interval_row(struct table_out *o, const struct site *s, int minute, const char *start, double factor, struct rng *r)
{
    double busy = shape_at(s, minute), evening = minute >= 18 * 60 ? s->evening_s : 0;
    long   offered = rng_poisson(r, s->base * factor * busy * rng_lognormal(r, 1, s->interval_cv));
    long   abandoned = rng_binomial(r, offered, s->abandon * (0.4 + 0.6 * busy * factor));
    long   answered = offered - abandoned;
    double mean_s = s->aht_s + evening, noise = answered > 0 ? rng_normal(r) * mean_s / sqrt((double)answered) : 0;
    double asa_s = 4 + 9 * busy * factor * rng_lognormal(r, 1, 0.4);
    table_out_text(o, s->queue);
    table_out_text(o, start);
    table_out_integer(o, offered);
    table_out_integer(o, answered);
    table_out_integer(o, abandoned);
    table_out_fixed(o, answered > 0 ? fmax(45, mean_s + noise) : NAN, 1);
    table_out_fixed(o, answered > 0 ? asa_s : NAN, 1);
    table_out_end(o);
}

static void day_rows(struct table_out *o, const struct site *s, const struct zone *z, int day, struct rng *r)
{
    double factor = day_factor(s, day, r);
    int    from = is_day(day, s->cut) ? s->open_min + 120 : s->open_min;
    for (int minute = from; minute < s->close_min && !is_day(day, s->missing); minute += STEP_MIN)
        for (int again = 0, shown = 1; again < shown; again++) {
            char start[CLOCK_TIME_SIZE];
            start_text(start, sizeof start, z, day, minute, again, &shown);
            if (shown > 0)
                interval_row(o, s, minute, start, factor, r);
        }
}

static void write_history(const struct site *sites, int count, const char *folder, struct faults *faults)
{
    struct table_out o = {0};
    table_out_header(&o, "queue,start,offered,answered,abandoned,aht_s,asa_s");
    for (int i = 0; i < count; i++) {
        const struct site *s = &sites[i];
        struct zone       *z = s->zone ? zone_open(s->zone, faults, "", 0, 0) : NULL;
        struct rng         r;
        int                first = clock_day(s->first[0], s->first[1], s->first[2]);
        rng_seed(&r, s->seed);
        for (int day = first; day < first + 7 * s->weeks; day++)
            if (!is_closed(s, day))
                day_rows(&o, s, z, day, &r);
        zone_close(z);
    }
    char *path = file_join(folder, "history.csv");
    table_out_write(&o, path, faults);
    table_out_free(&o);
    free(path);
}

static const char *const given[] = {"Aisha", "Alvin", "Amelia", "Anand", "Anna", "Arjun", "Beatrice", "Ben", "Carlos", "Chloe",
    "Daniel", "Deepa", "Elena", "Farah", "Felix", "Grace", "Hannah", "Hafiz", "Imran", "Irene", "Jasmine", "Jonas", "Kavita",
    "Kevin", "Lena", "Liam", "Lucas", "Maria", "Marcus", "Mei Ling", "Michael", "Nadia", "Noah", "Nurul", "Olivia", "Paul",
    "Priya", "Rachel", "Ravi", "Rosa", "Samuel", "Siti", "Sofia", "Suresh", "Thomas", "Valerie", "Vikram", "Wei Jie", "Yasmin"};
static const char *const family[] = {"Abdullah", "Becker", "Chan", "Chua", "Costa", "Das", "Fernandez", "Fischer", "Goh", "Hassan",
    "Ibrahim", "Iyer", "Kaur", "Koh", "Kumar", "Lee", "Lim", "Menon", "Müller", "Nair", "Neumann", "Ng", "Ong", "Pereira",
    "Pillai", "Rahman", "Reyes", "Rossi", "Santos", "Schmidt", "Sharma", "Singh", "Tan", "Teo", "Wagner", "Wong", "Yusof"};
static const char *const chinese_family[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "林", "何", "郭", "罗"};
static const char *const chinese_given[] = {"芳", "伟", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "秀英",
    "明", "婷", "雪梅", "志强", "晓燕", "俊熙", "欣怡", "子轩", "雨桐", "浩然", "佳怡"};
#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

static void make_name(char *name, size_t size, struct rng *r)
{
    if (rng_below(r, 4) == 0)
        snprintf(name, size, "%s%s", chinese_family[rng_below(r, COUNT(chinese_family))],
                 chinese_given[rng_below(r, COUNT(chinese_given))]);
    else
        snprintf(name, size, "%s %s", given[rng_below(r, COUNT(given))], family[rng_below(r, COUNT(family))]);
}

struct team_plan { /* people of one contract and queue */
    const char *contract, *queue;
    int         people;
};

static void write_agents(const struct site *s, const struct team_plan *plan, int plans, const char *const teams[3],
                         const char *folder, struct faults *faults)
{
    enum { PEOPLE_MOST = 200, NAME_SIZE = 64 };
    struct table_out o = {0};
    struct rng       r;
    char(*names)[NAME_SIZE] = xcalloc(PEOPLE_MOST, NAME_SIZE);
    int n = 0;
    rng_stream(&r, s->seed, 1);
    table_out_header(&o, "agent,name,contract,team,site,skills,from,to");
    for (int p = 0; p < plans; p++)
        for (int i = 0; i < plan[p].people; i++, n++) {
            char id[16];
            for (int again = 1; again;) {
                make_name(names[n], NAME_SIZE, &r);
                again = 0;
                for (int k = 0; k < n; k++)
                    again |= strcmp(names[k], names[n]) == 0;
            }
            snprintf(id, sizeof id, "A%03d", n + 1);
            table_out_text(&o, id);
            table_out_text(&o, names[n]);
            table_out_text(&o, plan[p].contract);
            table_out_text(&o, teams[n % 3]);
            table_out_text(&o, s->folder);
            table_out_text(&o, plan[p].queue);
            table_out_text(&o, "");
            table_out_text(&o, "");
            table_out_end(&o);
        }
    char *path = file_join(folder, "agents.csv");
    table_out_write(&o, path, faults);
    table_out_free(&o);
    free(path);
    free(names);
}

static const struct team_plan bank_team[] = {{"full", "calls", 62}, {"part", "calls", 38}};
static const struct team_plan shop_team[] = {{"full", "orders", 5}, {"part", "orders", 3}};
static const struct team_plan line_team[] = {{"rotating", "emergency", 22}, {"part", "emergency", 4}, {"day", "service", 20},
                                             {"part", "service", 12}, {"day", "billing", 10}, {"part", "billing", 6}};

static const struct {
    const struct site      *queues;
    int                     count;
    const struct team_plan *team;
    int                     plans;
    const char *const       names[3];
} folders[] = {
    {&bank, 1, bank_team, COUNT(bank_team), {"Orchid", "Banyan", "Merlion"}},
    {&shop, 1, shop_team, COUNT(shop_team), {"Nord", "Nord", "Nord"}},
    {line, COUNT(line), line_team, COUNT(line_team), {"Elbe", "Havel", "Spree"}},
};

int main(int argc, char **argv)
{
    struct faults faults = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: generate_scenarios DIR\n");
        return 2;
    }
    for (int i = 0; i < COUNT(folders); i++) {
        char *folder = file_join(argv[1], folders[i].queues[0].folder);
        file_make_folder(folder, &faults);
        write_history(folders[i].queues, folders[i].count, folder, &faults);
        write_agents(folders[i].queues, folders[i].team, folders[i].plans, folders[i].names, folder, &faults);
        free(folder);
    }
    faults_print(&faults, stderr);
    return faults.total > 0 ? 2 : 0;
}
