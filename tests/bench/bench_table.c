/* Five years of 15-minute rows: read, parsed and placed in UTC; the aims are under 1 s in all and 0.2 s for the zones. */
#include "base/table.h"
#include "base/zone.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(void)
{
    struct faults    faults = {0};
    struct table_out out = {0};
    struct table     t;
    char             date[CLOCK_DATE_SIZE], start[CLOCK_TIME_SIZE + CLOCK_DATE_SIZE];
    table_out_header(&out, "queue,start,offered,answered,abandoned,aht_s");
    for (int i = 0; i < 5 * 365 * 96; i++) {
        snprintf(start, sizeof start, "%s %02d:%02d", clock_date_format(18000 + i / 96, date), i % 96 / 4, i % 4 * 15);
        table_out_text(&out, "calls");
        table_out_text(&out, start);
        table_out_integer(&out, i % 97);
        table_out_integer(&out, i % 89);
        table_out_integer(&out, i % 8);
        table_out_number(&out, 180 + (i % 1000) / 8.0);
        table_out_end(&out);
    }
    double begin = now_s();
    if (table_parse(&t, "history.csv", out.text.data, out.text.length, NULL, &faults))
        return 1;
    double             parsed = now_s(), sum = 0;
    struct clock_time *times = malloc((size_t)t.rows * sizeof *times);
    for (long r = 0; r < t.rows; r++) {
        double v = 0;
        table_time(&t, r, 1, &times[r], &faults);
        for (int c = 2; c < 6; c++)
            sum += table_number(&t, r, c, 0, INFINITY, &v, &faults) * v;
    }
    double       valued = now_s();
    struct zone *z = zone_open("America/New_York", &faults, "", 0, 0);
    int64_t      utc, last = 0;
    for (long r = 0; r < t.rows; r++) {
        zone_instant(z, &times[r], &utc, NULL);
        last += utc;
    }
    double        placed = now_s();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%ld rows, %.1f MB: %.3f s to read, %.3f s to parse, %.3f s for zones, %ld MB in all (sum %.0f, %lld, %ld faults)\n", t.rows,
           (double)out.text.length / 1e6, parsed - begin, valued - parsed, placed - valued, usage.ru_maxrss / 1024, sum,
           (long long)last, faults.total);
    zone_close(z);
    free(times);
    table_free(&t);
    table_out_free(&out);
    return 0;
}
