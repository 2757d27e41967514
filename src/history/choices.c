#include "history/choices.h"

#include "base/alloc.h"
#include "base/json.h"
#include <stdlib.h>
#include <string.h>

const char *const        choices_outcome_names[3] = {"answered", "abandoned", "ignored"};
static const char *const order_names[] = {"found", "dmy", "mdy"}, *const decimal_names[] = {"found", "point", "comma"};
enum { INTERVAL_MOST_MIN = 1440, HEADER_LAST = 1000 };

void choices_make(struct choices *c)
{
    memset(c, 0, sizeof *c);
    c->first_day = CHOICES_NO_DATE;
}

void choices_free(struct choices *c)
{
    for (int i = 0; i < c->map_count; i++)
        free(c->maps[i].column);
    for (int i = 0; i < c->word_count; i++)
        free(c->words[i].word);
    free(c->maps);
    free(c->words);
    free(c->queue);
    free(c->encoding);
    free(c->sheet);
    free(c->time_zone);
    free(c->profile);
    choices_make(c);
}

void choices_set(char **text, const char *value)
{
    char *copy = xstrdup(value);
    free(*text);
    *text = copy;
}

static void add_map(struct choices *c, int field, const char *column)
{
    c->maps = xrealloc(c->maps, (size_t)(c->map_count + 1) * sizeof *c->maps);
    c->maps[c->map_count++] = (struct choices_map){(enum columns_field)field, xstrdup(column)};
}

static void add_word(struct choices *c, const char *word, int outcome)
{
    c->words = xrealloc(c->words, (size_t)(c->word_count + 1) * sizeof *c->words);
    c->words[c->word_count++] = (struct choices_word){xstrdup(word), (enum choices_outcome)outcome};
}

int choices_add_map(struct choices *c, const char *field, const char *column, struct faults *faults)
{
    char meant[128];
    int  f = columns_field(field);
    if (f < 0)
        return faults_add(faults, "command line", 0, 0, "--map %s=%s: there is no field %s%s", field, column, field,
                          columns_meant(field, meant, (int)sizeof meant));
    add_map(c, f, column);
    return 0;
}

int choices_add_word(struct choices *c, const char *word, const char *outcome, struct faults *faults)
{
    for (int i = 0; i < 3; i++)
        if (text_same(outcome, choices_outcome_names[i])) {
            add_word(c, word, i);
            return 0;
        }
    return faults_add(faults, "command line", 0, 0, "--outcome %s=%s: want %s=answered, =abandoned or =ignored", word,
                      outcome, word);
}

static int has_field(const struct choices *c, int field, int count)
{
    for (int i = 0; i < count; i++)
        if ((int)c->maps[i].field == field)
            return 1;
    return 0;
}

/* "columns": {"offered": "Incoming Calls", "start": ["date", "start"]}, as in scenario.json. */
static int read_columns(struct choices *c, const struct json *columns, struct faults *faults)
{
    int code = 0, said = c->map_count;
    if (json_kind(columns) != JSON_KIND_OBJECT)
        return json_fault(columns, faults, "want an object like {\"offered\": \"Incoming Calls\"}");
    for (int i = 0; i < json_length(columns); i++) {
        const struct json *item = json_item(columns, i);
        const char        *column, *name = json_key(item);
        char               meant[128];
        int field = columns_field(name), parts = json_kind(item) == JSON_KIND_ARRAY ? json_length(item) : 1;
        if (field < 0) {
            code =
                json_fault(item, faults, "there is no field %s%s", name, columns_meant(name, meant, (int)sizeof meant));
            continue;
        }
        for (int p = 0; p < parts; p++) {
            if (json_as_string(json_kind(item) == JSON_KIND_ARRAY ? json_item(item, p) : item, &column, faults))
                code = -1;
            else if (!has_field(c, field, said))
                add_map(c, field, column);
        }
    }
    return code;
}

static int read_words(struct choices *c, const struct json *outcomes, struct faults *faults)
{
    int code = 0, said = c->word_count;
    if (json_kind(outcomes) != JSON_KIND_OBJECT)
        return json_fault(outcomes, faults, "want an object like {\"HANG\": \"abandoned\"}");
    for (int i = 0; i < json_length(outcomes); i++) {
        const struct json *item = json_item(outcomes, i);
        int                outcome, known = 0;
        if (json_as_choice(item, choices_outcome_names, 3, &outcome, faults)) {
            code = -1;
            continue;
        }
        for (int w = 0; w < said; w++)
            known |= text_same(c->words[w].word, json_key(item));
        if (!known)
            add_word(c, json_key(item), outcome);
    }
    return code;
}

/* A text the command line did not state. */
static void read_text(struct json_object *o, const char *key, char **text)
{
    const char *value = NULL;
    if (json_get_string(o, key, JSON_OPTIONAL, &value) == 1 && !*text)
        *text = xstrdup(value);
}

int choices_read(struct choices *c, const char *path, struct faults *faults)
{
    struct json_object o;
    const struct json *part = NULL;
    const char        *first = NULL;
    struct json       *root = json_read(path, faults);
    int                order = 0, decimal = 0, interval = 0, header = 0, code = 0;
    if (!root)
        return -1;
    json_open(&o, root, faults);
    if (json_get_member(&o, "columns", JSON_OPTIONAL, &part) == 1 && read_columns(c, part, faults))
        code = -1;
    if (json_get_member(&o, "outcomes", JSON_OPTIONAL, &part) == 1 && read_words(c, part, faults))
        code = -1;
    read_text(&o, "queue", &c->queue);
    read_text(&o, "encoding", &c->encoding);
    read_text(&o, "sheet", &c->sheet);
    read_text(&o, "time_zone", &c->time_zone);
    read_text(&o, "profile", &c->profile);
    if (json_get_choice(&o, "date_order", JSON_OPTIONAL, order_names, 3, &order) == 1 && !c->date_order)
        c->date_order = order;
    if (json_get_choice(&o, "decimal", JSON_OPTIONAL, decimal_names, 3, &decimal) == 1 && !c->decimal)
        c->decimal = decimal;
    if (json_get_integer(&o, "interval_min", JSON_OPTIONAL, 1, INTERVAL_MOST_MIN, &interval) == 1 && !c->interval_min)
        c->interval_min = interval;
    if (json_get_integer(&o, "header_line", JSON_OPTIONAL, 1, HEADER_LAST, &header) == 1 && !c->header_line)
        c->header_line = header;
    if (json_get_string(&o, "first_date", JSON_OPTIONAL, &first) == 1 && c->first_day == CHOICES_NO_DATE &&
        clock_date_parse(first, &c->first_day))
        code = faults_add(faults, path, 0, 0, "first_date is \"%s\"; want a date like 2026-03-09", first);
    json_get_bool(&o, "add_up", JSON_OPTIONAL, &c->add_up);
    json_get_bool(&o, "skip_broken", JSON_OPTIONAL, &c->skip_broken);
    if (json_close(&o))
        code = -1;
    json_free(root);
    return code;
}

static void write_columns(struct json_out *w, const struct choices *c)
{
    char name[COLUMNS_NAME_SIZE];
    json_out_object(w, "columns");
    for (int f = 0; f < COLUMNS_COUNT; f++) {
        int parts = 0, several = 0;
        for (int i = 0; i < c->map_count; i++)
            parts += (int)c->maps[i].field == f;
        if (!parts)
            continue;
        columns_name((enum columns_field)f, name);
        several = parts > 1;
        if (several)
            json_out_flat_array(w, name);
        for (int i = 0; i < c->map_count; i++)
            if ((int)c->maps[i].field == f)
                json_out_string(w, several ? NULL : name, c->maps[i].column);
        if (several)
            json_out_end(w, ']');
    }
    json_out_end(w, '}');
}

int choices_write(const struct choices *c, const char *path, struct faults *faults)
{
    struct json_out w = {0};
    char            date[CLOCK_DATE_SIZE];
    const struct {
        const char *key, *value;
    } texts[] = {
        {"queue", c->queue},
        {"encoding", c->encoding},
        {"sheet", c->sheet},
        {"time_zone", c->time_zone},
        {"profile", c->profile},
        {"date_order", c->date_order ? order_names[c->date_order] : NULL},
        {"decimal", c->decimal ? decimal_names[c->decimal] : NULL},
        {"first_date", c->first_day == CHOICES_NO_DATE ? NULL : clock_date_format(c->first_day, date)},
    };
    json_out_object(&w, NULL);
    write_columns(&w, c);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value)
            json_out_string(&w, texts[i].key, texts[i].value);
    if (c->interval_min)
        json_out_integer(&w, "interval_min", c->interval_min);
    if (c->header_line)
        json_out_integer(&w, "header_line", c->header_line);
    if (c->add_up)
        json_out_bool(&w, "add_up", 1);
    if (c->skip_broken)
        json_out_bool(&w, "skip_broken", 1);
    if (c->word_count > 0) {
        json_out_object(&w, "outcomes");
        for (int i = 0; i < c->word_count; i++)
            json_out_string(&w, c->words[i].word, choices_outcome_names[c->words[i].outcome]);
        json_out_end(&w, '}');
    }
    json_out_end(&w, '}');
    int code = json_out_write(&w, path, faults);
    json_out_free(&w);
    return code;
}
