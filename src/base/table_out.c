/* Writing tables: one header, rows as wide as it. */
#include "base/file.h"
#include "base/table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void next_cell(struct table_out *o)
{
    assert(o->column < o->columns);
    if (o->column++ > 0)
        text_add_char(&o->text, ',');
}

void table_out_header(struct table_out *o, const char *names)
{
    assert(o->text.length == 0);
    text_add(&o->text, names);
    text_add_char(&o->text, '\n');
    o->columns = 1;
    for (const char *s = names; *s; s++)
        o->columns += *s == ',';
}

void table_out_text(struct table_out *o, const char *cell)
{
    next_cell(o);
    if (!cell || !*cell)
        return;
    size_t start = o->text.length;
    text_add_safe(&o->text, cell);
    const char *s = o->text.data + start;
    if (!strpbrk(s, ",\"\r\n;\t|") && s[0] != ' ' && s[strlen(s) - 1] != ' ')
        return;
    struct text quoted = {0};
    text_add_char(&quoted, '"');
    for (; *s; s++) {
        if (*s == '"')
            text_add_char(&quoted, '"');
        text_add_char(&quoted, *s);
    }
    text_add_char(&quoted, '"');
    o->text.length = start;
    text_add(&o->text, text_string(&quoted));
    text_free(&quoted);
}

void table_out_number(struct table_out *o, double value)
{
    next_cell(o);
    if (!isnan(value))
        text_add_number(&o->text, value);
}

void table_out_fixed(struct table_out *o, double value, int decimals)
{
    next_cell(o);
    if (!isnan(value))
        text_add_fixed(&o->text, value, decimals);
}

void table_out_integer(struct table_out *o, long long value)
{
    next_cell(o);
    text_addf(&o->text, "%lld", value);
}

void table_out_end(struct table_out *o)
{
    assert(o->columns > 0 && o->column == o->columns);
    text_add_char(&o->text, '\n');
    o->column = 0;
}

int table_out_write(const struct table_out *o, const char *path, struct faults *faults)
{
    assert(o->columns > 0 && o->column == 0);
    return file_write_text(path, &o->text, faults);
}

void table_out_free(struct table_out *o)
{
    text_free(&o->text);
    *o = (struct table_out){0};
}
