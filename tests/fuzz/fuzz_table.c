/* Any bytes as a table: read or refused, and what was read is written and read back the same. */
#include "base/table.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_every_way(const struct table *t, struct faults *faults)
{
    static const char *const names[] = {"voice", "chat", "deferred"};
    for (long r = 0; r < t->rows && r < 12; r++)
        for (int c = 0; c < t->columns && c < 12; c++) {
            double            d = 0;
            int               i = 0;
            struct clock_time time;
            if (table_number(t, r, c, 0, 1e6, &d, faults) == 1 && !(d >= 0 && d <= 1e6))
                abort();
            if (table_integer(t, r, c, -5, 100, &i, faults) == 1 && (i < -5 || i > 100))
                abort();
            if (table_share(t, r, c, &d, faults) == 1 && !(d >= 0 && d <= 1))
                abort();
            if (table_duration(t, r, c, &d, faults) == 1 && !(d >= 0))
                abort();
            if (table_clock(t, r, c, 0, 86399, &i, faults) == 1 && (i < 0 || i > 86399))
                abort();
            table_date(t, r, c, &i, faults);
            if (table_time(t, r, c, &time, faults) == 1 && (time.second < 0 || time.second >= CLOCK_DAY_S))
                abort();
            table_yes(t, r, c, &i, faults);
            table_choice(t, r, c, names, 3, &i, faults);
        }
}

static void write_and_read_back(const struct table *t, struct faults *faults)
{
    struct table_out     o = {0};
    struct text          header = {0};
    struct table         back;
    struct table_options comma = {.delimiter = ','};
    for (int c = 0; c < t->columns; c++)
        text_addf(&header, c ? ",c%d" : "c%d", c);
    table_out_header(&o, text_string(&header));
    for (long r = 0; r < t->rows; r++) {
        for (int c = 0; c < t->columns; c++)
            table_out_text(&o, table_text(t, r, c));
        table_out_end(&o);
    }
    if (table_parse(&back, "back", text_string(&o.text), o.text.length, &comma, faults))
        abort();
    long kept = 0; /* rows of blank cells only (the apostrophe taken off a tab, say) go */
    for (long r = 0; r < t->rows; r++) {
        int any = 0;
        for (int c = 0; c < t->columns; c++)
            any |= *table_text(t, r, c) != 0;
        if (!any)
            continue;
        for (int c = 0; c < t->columns; c++)
            if (strcmp(table_text(t, r, c), table_text(&back, kept, c)) != 0)
                abort();
        kept++;
    }
    if (kept != back.rows)
        abort();
    table_free(&back);
    table_out_free(&o);
    text_free(&header);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct table_column columns[] = {{"start|date", TABLE_FILLED}, {"offered|calls", TABLE_COLUMN}, {"aht", TABLE_OPTIONAL}};
    struct faults                    faults = {0};
    struct table                     t;
    int                              index[3];
    if (size < 1)
        return 0;
    struct table_options options = {.encoding = data[0] & 1 ? "GB18030" : NULL,
                                    .date_order = data[0] >> 1 & 3 ? (enum table_order)((data[0] >> 1 & 3) - 1) : TABLE_ORDER_FOUND,
                                    .decimal = data[0] >> 3 & 3 ? (enum table_decimal)((data[0] >> 3 & 3) - 1) : TABLE_DECIMAL_FOUND,
                                    .raw = data[0] >> 5 & 1};
    if (table_parse(&t, "t", (const char *)data + 1, size - 1, &options, &faults)) {
        if (faults.total == 0 || t.data)
            abort();
        return 0;
    }
    if (!options.raw || table_set_header(&t, t.rows / 2, &faults) == 0) {
        if (!options.raw) /* a raw table's rows may be of any width: its header has judged them */
            write_and_read_back(&t, &faults);
        table_columns(&t, columns, 3, index, data[0] >> 6 & 1 ? TABLE_STRICT : TABLE_OTHERS_PASS, &faults);
        read_every_way(&t, &faults);
    }
    table_free(&t);
    return 0;
}
