/* Any string as a number, a duration, a time, a date: what is accepted agrees with strtod, and is written back the same. */
#include "base/clock.h"
#include "base/text.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"offered", "answered", "abandoned", "aht_s"};
    char                    *s = calloc(size + 1, 1), buf[TEXT_NUMBER_SIZE], time[CLOCK_TIME_SIZE], meant[100];
    memcpy(s, data, size);
    double v, back;
    for (unsigned forms = 0; forms < 8; forms++)
        if (text_number(s, forms, &v) == 0) {
            if (!isfinite(v) || (forms == TEXT_PLAIN && strspn(s, "0123456789.eE+-") == strlen(s) && strtod(s, NULL) != v))
                abort();
            if (text_number(text_format_number(v, buf), TEXT_PLAIN, &back) || back != v)
                abort();
        }
    if (text_duration(s, &v) == 0 && !(v >= 0 && isfinite(v)))
        abort();
    int second;
    if (text_clock(s, &second) == 0 && (second < 0 || second >= 100 * 3600))
        abort();
    struct clock_time t, again;
    if (clock_time_parse(s, &t) == 0 && (clock_time_parse(clock_time_format(&t, time), &again) || again.day != t.day ||
                                         again.second != t.second || again.has_offset != t.has_offset ||
                                         (t.offset_s % 60 == 0 && again.offset_s != t.offset_s)))
        abort();
    clock_weekdays_parse(s);
    text_meant(s, names, 4, meant, sizeof meant);
    struct text safe = {0};
    text_add_safe(&safe, s);
    if (strcmp(text_from_cell(text_string(&safe)), s) != 0)
        abort();
    text_free(&safe);
    text_trim(s);
    free(s);
    return 0;
}
