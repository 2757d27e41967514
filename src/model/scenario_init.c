#include "model/scenario_init.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char scenario_json[] =
    "{\n"
    "  \"name\": \"Help desk\",\n"
    "  \"note\": \"Made by headcount init: every key there is. Keys may be left out where a default will do; null means not asked for.\",\n"
    "  \"time_zone\": \"Europe/Paris\",\n"
    "  \"interval_min\": 30,\n"
    "  \"break_step_min\": 15,\n"
    "  \"horizon\": {\"start\": \"2026-03-02\", \"weeks\": 1, \"days\": null, \"week_starts\": \"mon\", \"cyclic\": false},\n"
    "  \"open\": {\"mon-fri\": [\"08:00-18:00\"]},\n"
    "  \"holidays\": {\"note\": \"what the days of events.ics mean, or of another calendar named here\", \"calendar\": null, \"open\": \"closed\",\n"
    "               \"factor\": 1, \"premium\": 1},\n"
    "  \"queues\": [\n"
    "    {\n"
    "      \"name\": \"calls\",\n"
    "      \"note\": \"columns maps fields to the headers of your own export; model is erlang_c (nobody hangs up) or erlang_a\",\n"
    "      \"channel\": \"voice\",\n"
    "      \"history\": \"history.csv\",\n"
    "      \"columns\": {\"start\": [\"date\", \"time\"], \"offered\": \"calls\", \"answered\": \"answered\", \"aht_s\": \"aht\"},\n"
    "      \"open\": null,\n"
    "      \"aht_s\": 240,\n"
    "      \"patience_s\": 180,\n"
    "      \"model\": \"erlang_a\",\n"
    "      \"goal\": {\"service_level\": 0.80, \"within_s\": 20, \"definition\": \"offered\", \"scope\": \"day\", \"floor\": 0.50,\n"
    "               \"asa_s\": null, \"asa_over\": \"answered\", \"abandon_max\": null, \"occupancy_max\": null},\n"
    "      \"peaks\": [{\"days\": \"mon-fri\", \"hours\": [\"10:00-11:30\"], \"service_level\": 0.80, \"within_s\": 20, \"must\": true}],\n"
    "      \"min_agents\": 1,\n"
    "      \"max_seats\": 8\n"
    "    }\n"
    "  ],\n"
    "  \"shrinkage\": [\n"
    "    {\"kind\": \"sickness\", \"part\": \"absence\", \"share\": 0.04, \"queue\": \"calls\", \"days\": \"mon-fri\"},\n"
    "    {\"kind\": \"systems and short breaks\", \"part\": \"unavailability\", \"share\": 0.03, \"hours\": [\"08:00-18:00\"]}\n"
    "  ],\n"
    "  \"premiums\": [{\"days\": \"mon-fri\", \"hours\": [\"17:00-22:00\"], \"factor\": 1.10}, {\"days\": \"sat,sun\", \"factor\": 1.30}],\n"
    "  \"penalties\": {\"under_per_agent_h\": 1000, \"under_peak_per_agent_h\": 1000, \"over_per_agent_h\": 1,\n"
    "                \"no_two_days_off_together\": 10, \"must_per_agent_h\": null, \"floor_per_agent_h\": null, \"goal_per_contact\": null,\n"
    "                \"deepest_factor\": 4},\n"
    "  \"adjustments\": [{\"queue\": \"calls\", \"kind\": \"growth\", \"of\": \"volume\", \"from\": \"2026-03-02\", \"to\": null, \"factor\": 1.05}],\n"
    "  \"solver\": {\"gap\": 0.005, \"effort\": 1.0, \"seed\": 1}\n"
    "}\n";

static const char agents_csv[] =
    "agent,name,contract,team,site,skills,from,to,mon,tue,wed,thu,fri,sat,sun,shifts_max,rotation,rotation_from\n"
    "A1,Wang Fang,full,red,north,calls,,,,,,,,,,F=5,,\n"
    "A2,Maria Rossi,full,red,north,calls,,,,,,,,,,,,\n"
    "A3,Jonas Weber,full,red,north,calls,2024-05-01,,,,,,,,,,,\n"
    "A4,Amina Diallo,full,blue,north,calls,,,,,,,,,,,weekdays,2026-03-02\n"
    "A5,Tom Baker,part,blue,north,calls,,,08:00-16:00,08:00-16:00,08:00-16:00,08:00-16:00,08:00-16:00,,,,,\n"
    "A6,Li Na,part,blue,north,calls,,,,,,,,off,off,,,\n"
    "A7,Eva Novak,part,blue,north,calls,,2026-12-31,,,off,,,,,,,\n"
    "A8,Samuel Ortiz,part,red,north,calls,,,,,,,,,,,,\n";

static const char contracts_csv[] =
    "contract,wage_h,hours_day_min,hours_day_max,hours_week_min,hours_week_max,days_week_min,days_week_max,rest_h,consecutive_min,consecutive_max,use,"
    "period_days,period_from,days_off_min,weekends_max,weekends_of,weekend,"
    "weekly_rest_h,same_start,start_spread_min,overtime_after_h,overtime_factor\n"
    "full,20,8,8,40,40,5,5,11,,5,must,7,2026-03-02,,1,2,\"sat,sun\",36,no,,40,1.25\n"
    "part,18,4,6,16,24,4,5,11,,5,may,,,,,,,36,yes,120,,\n";

static const char shifts_csv[] =
    "shift,contract,days,start_from,start_to,start_step,length_from,length_to,length_step,lunch_min,lunch_paid,lunch_from,lunch_to,"
    "split_min,split_from,split_to,split_part,split_pay,breaks,stretch_max,gap_min,not_after,paid_h\n"
    "F,full,mon-fri,07:30,09:30,0:30,8:00,8:00,,30|60,no,3:30,5:00,,,,,,15@1:30-2:30 15@6:15-7:30,4:00,60,,\n"
    "P,part,mon-fri,08:00,14:00,0:30,4:00,6:00,1:00,0,no,,,,,,,,15@1:30-2:30; 15@3:30-4:30 if >=6h,,,,\n"
    "S,part,mon-fri,08:00,09:00,0:30,6:00,6:00,,0,no,,,150|180,2:00,4:00,120,9,,4:00,,,\n";

static const char timeoff_csv[] =
    "agent,start,end,kind,paid,credited_h\n"
    "A2,2026-03-04,2026-03-04,leave,yes,8\n"
    "A6,2026-03-05T13:00,2026-03-05T18:00,doctor,no,\n";

static const char requests_csv[] =
    "agent,day,what,window,shift,weight\n"
    "A1,2026-03-06,against,16:00-18:00,,5\n"
    "A8,2026-03-03,for,off,,5\n";

static const char rotations_csv[] =
    "rotation,day,shift\n"
    "weekdays,1,work\n"
    "weekdays,2,work\n"
    "weekdays,3,work\n"
    "weekdays,4,work\n"
    "weekdays,5,free\n"
    "weekdays,6,off\n"
    "weekdays,7,off\n";

static const char fixed_csv[] =
    "agent,day,shift\n"
    "A3,2026-03-05,work\n"
    "A8,2026-03-07,off\n";

static const char events_csv[] =
    "from,to,queue,kind,name,open,factor,premium,as\n"
    "2025-12-31,2025-12-31,,hours,New Year's Eve,08:00-13:00,,,\n"
    "2026-01-01,,,holiday,New Year's Day,closed,,,\n";

static const char balances_csv[] =
    "agent,what,amount\n"
    "A1,consecutive_days,0\n"
    "A4,last_end,2026-02-27T18:00\n";

/* A made-up history: calls follow a day's and a week's shape; what chance would add is drawn by a fixed congruential
 * generator (Knuth, MMIX), so that every copy is the same. */
struct chance { uint64_t state; };

static double next(struct chance *c)
{
    c->state = c->state * 6364136223846793005u + 1442695040888963407u;
    return (double)(c->state >> 11) / 9007199254740992.0;
}

enum { HISTORY_WEEKS = 9, OPENS = 16, CLOSES = 36 }; /* half hours */

static void add_day(struct text *t, int date, struct chance *c)
{
    static const double weekday[] = {1.20, 1.05, 1.00, 0.95, 0.90};
    char                day[CLOCK_DATE_SIZE];
    int                 closes = date == clock_day(2025, 12, 31) ? 26 : CLOSES;
    if (clock_weekday(date) > 4 || date == clock_day(2026, 1, 1))
        return;
    for (int h = OPENS; h < closes; h++) {
        double middle = (h - 26) / 10.0; /* -1 when it opens, 1 when it closes */
        double mean = (11.0 - 7.0 * middle * middle + (h < 24 ? 1.5 : 0)) * weekday[clock_weekday(date)];
        double noise = next(c) + next(c) + next(c) - 1.5; /* variance 1/4 */
        int    calls = (int)(mean + 1.6 * noise * (mean > 4 ? 2 : 1) + 0.5), lost = next(c) < 0.3;
        if (calls < 1)
            calls = 1;
        text_addf(t, "%s,%02d:%02d,%d,%d,%d\n", clock_date_format(date, day), h / 2, h % 2 * 30, calls, calls - (lost && calls > 1),
                  225 + (int)(30 * next(c)));
    }
}

static void make_history(struct text *t)
{
    struct chance c = {20260302};
    int           end = clock_day(2026, 3, 2);
    text_add(t, "date,time,calls,answered,aht\n");
    for (int date = end - 7 * HISTORY_WEEKS; date < end; date++)
        add_day(t, date, &c);
}

static const struct { const char *name, *content; } files[] = { /* content NULL: make_history */
    {"scenario.json", scenario_json}, {"agents.csv", agents_csv},     {"contracts.csv", contracts_csv}, {"shifts.csv", shifts_csv},
    {"timeoff.csv", timeoff_csv},     {"requests.csv", requests_csv}, {"events.csv", events_csv},       {"balances.csv", balances_csv},
    {"rotations.csv", rotations_csv}, {"fixed.csv", fixed_csv},
    {"history.csv", NULL},
};
enum { FILES = sizeof files / sizeof files[0] };

static int refuse_existing(const char *folder, struct faults *faults)
{
    int failed = 0;
    for (int i = 0; i < FILES; i++) {
        char *path = file_join(folder, files[i].name);
        if (file_exists(path))
            failed = faults_add(faults, path, 0, 0, "it is there already and is not written over; want another folder");
        free(path);
    }
    return failed;
}

int scenario_init(const char *folder, struct faults *faults)
{
    struct text history = {0};
    if (refuse_existing(folder, faults) || file_make_folder(folder, faults))
        return -1;
    make_history(&history);
    int failed = 0;
    for (int i = 0; i < FILES && !failed; i++) {
        const char *content = files[i].content ? files[i].content : text_string(&history);
        char       *path = file_join(folder, files[i].name);
        failed = file_write(path, content, strlen(content), faults);
        free(path);
    }
    text_free(&history);
    return failed;
}
