/* Reads a history of 5 years of 15-minute rows, around the clock, and staffs a week of 15-minute intervals with about
 * 1,000 agents. Processor times are the least of five runs, beside a plain pass over the same bytes that counts lines, in the same
 * process: the ratio tells more than seconds of a busy machine. */
#include "base/clock.h"
#include "base/file.h"
#include "forecast/forecast.h"
#include "history/history_read.h"
#include "staffing/staffing.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 5, YEARS_DAYS = 1826 };

/* Processor time, so that a busy machine does not tell. */
static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const char scenario[] =
    "{\"name\": \"bench\", \"time_zone\": \"Europe/Berlin\", \"interval_min\": 15,"
    " \"horizon\": {\"start\": \"2026-03-02\", \"weeks\": 1}, \"open\": {\"daily\": [\"00:00-24:00\"]},"
    " \"queues\": [{\"name\": \"calls\", \"patience_s\": 390, \"goal\": {\"service_level\": 0.8, \"within_s\": 20,"
    " \"scope\": \"day\", \"floor\": 0.5}}]}\n";

/* Five years up to the first day planned, with the hour the clock skips left out. */
static void write_history(struct text *out)
{
    char date[CLOCK_DATE_SIZE];
    int  plan = clock_day(2026, 3, 2);
    text_add(out, "queue,start,offered,answered,abandoned,aht_s,asa_s\n");
    for (int d = plan - YEARS_DAYS; d < plan; d++) {
        int year, month, day;
        clock_civil(d, &year, &month, &day);
        int spring = month == 3 && day > 24 && clock_weekday(d) == 6;
        for (int k = 0; k < 96; k++) {
            int calls = 2300 + (d * 31 + k * 17) % 1400;
            if (!spring || k / 4 != 2)
                text_addf(out, "calls,%sT%02d:%02d,%d,%d,%d,%d.%d,%d\n", clock_date_format(d, date), k / 4, k % 4 * 15, calls,
                          calls - 7, 7, 250 + k % 60, d % 10, 9 + k % 20);
        }
    }
}

static int write_site(const char *folder, struct faults *faults)
{
    struct text history = {0};
    char       *path = file_join(folder, "scenario.json"), *rows = file_join(folder, "history.csv");
    write_history(&history);
    int failed = file_write(path, scenario, sizeof scenario - 1, faults) || file_write_text(rows, &history, faults);
    text_free(&history);
    free(rows);
    free(path);
    return failed;
}

static void remove_site(const char *folder)
{
    static const char *const names[] = {"scenario.json", "history.csv"};
    for (int i = 0; i < 2; i++) {
        char *path = file_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder);
}

/* Seconds of a plain pass: the file read whole, its lines counted. */
static double pass_s(const char *path, long *lines)
{
    struct faults faults = {0};
    struct text   text = {0};
    double        start = now_s();
    file_read(&text, path, FILE_LIMIT, &faults);
    *lines = 0;
    for (size_t i = 0; i < text.length; i++)
        *lines += text.data[i] == '\n';
    double took = now_s() - start;
    text_free(&text);
    return took;
}

int main(void)
{
    struct scenario s;
    struct faults   faults = {0};
    double          least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    long            lines = 0;
    int             most = 0;
    char            folder[] = "/tmp/headcount-bench-XXXXXX";
    if (!mkdtemp(folder) || write_site(folder, &faults) || scenario_read(&s, folder, NULL, 0, 0, &faults)) {
        faults_print(&faults, stderr);
        return 1;
    }
    char *path = file_join(folder, "history.csv");
    for (int i = 0; i < RUNS; i++) {
        struct history     h;
        struct demand      d;
        struct requirement r;
        double             pass = pass_s(path, &lines), start = now_s();
        if (history_read(&h, &s, 0, &faults)) {
            faults_print(&faults, stderr);
            return 1;
        }
        double read = now_s();
        forecast_make(&d, &s, &h, &faults);
        double made = now_s();
        staffing_make(&r, &s, &d);
        const double took[4] = {pass, read - start, made - read, now_s() - made};
        for (int k = 0; k < 4; k++)
            least[k] = took[k] < least[k] ? took[k] : least[k];
        for (int t = 0; t < r.intervals; t++)
            most = r.agents[t] > most ? r.agents[t] : most;
        requirement_free(&r);
        demand_free(&d);
        history_free(&h);
    }
    printf("history of 5 years, %ld lines: plain pass %.1f ms, read %.1f ms (%.0f times), forecast of a week %.1f ms\n", lines,
           1e3 * least[0], 1e3 * least[1], least[1] / least[0], 1e3 * least[2]);
    printf("requirement and service curves of %d intervals, up to %d agents: %.1f ms\n", s.horizon.intervals, most,
           1e3 * least[3]);
    free(path);
    scenario_free(&s);
    remove_site(folder);
    return least[1] < 1 ? 0 : 1;
}
