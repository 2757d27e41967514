/* Any bytes as a calendar: read or refused; what is read lies in the range and in order, and every day is a day. */
#include "base/ics.h"
#include "base/clock.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct zone *zone;
    struct faults       faults = {0};
    struct ics          c;
    const int           first = 20454, last = 20454 + 730;
    if (!zone)
        zone = zone_open("Europe/Berlin", &faults, "", 0, 0);
    if (ics_parse(&c, "f", (const char *)data, size, first, last, zone, "X-HEADCOUNT-", &faults)) {
        if (faults.total == 0)
            abort();
        return 0;
    }
    for (int i = 0; i < c.day_count; i++) {
        const struct ics_day *d = &c.days[i];
        if (d->event < 0 || d->event >= c.event_count || d->last_day < first || d->first_day > last || d->last_day < d->first_day - 1)
            abort();
        if (d->from_s < 0 || d->from_s >= CLOCK_DAY_S || d->to_s < 0 || d->to_s > CLOCK_DAY_S)
            abort();
        if (i > 0 && d->first_day < d[-1].first_day)
            abort();
    }
    if (faults.total)
        abort();
    ics_free(&c);
    return 0;
}
