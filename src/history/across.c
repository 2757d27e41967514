/* Queues side by side. */
#include "across_names.h"

#include "base/alloc.h"
#include "history/extras.h"
#include "history/header.h"
#include "history/unfold.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { QUEUES_MOST = 100, MEASURES_MOST = 40, NAMED = 12, NAME_LONGEST = 200 };

static int is_when(int field)
{
    return field >= COLUMNS_START && field <= COLUMNS_WEEKDAY;
}

/* 1: the planner said what counts, so the columns stay as they are. */
static int counts_are_mapped(const struct choices *c)
{
    for (int m = 0; m < c->map_count; m++)
        if (across_is_measure((int)c->maps[m].field) || *c->maps[m].column == '#')
            return 1;
    return 0;
}

static void note_list(struct text *list, const char *const *names, int n)
{
    for (int i = 0; i < n && i < NAMED; i++)
        text_addf(list, "%s\"%.40s\"", i ? ", " : "", names[i]);
    if (n > NAMED)
        text_add(list, " ...");
}

struct groups {
    int         columns;
    char       *cut; /* names of queues cut off those of columns */
    const char *queue[COLUMNS_MOST]; /* of a column; "" none */
    const char *name[COLUMNS_MOST];  /* what the queue's column is called */
    const char *queues[QUEUES_MOST], *names[MEASURES_MOST];
    int         queue_count, name_count;
};

/* Place of the name in the list, where it is added when new; -1: the list is full. */
static int place_of(const char **list, int *count, int most, const char *name)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(list[i], name) == 0)
            return i;
    if (*count == most)
        return -1;
    list[*count] = name;
    return (*count)++;
}

/* What groups of columns are called that are several views of the same contacts. */
static int is_view(const char *name)
{
    static const char *const words[] = {"plan", "forecast", "actual", "target", "budget", "previous", "prior", "last", "this", "today",
                                        "yesterday", "diff", "delta", "variance", "change", "week", "month", "day", "inbound", "outbound", "within", "after",
                                        "before", "under", "over", "above", "below",
                                        "max", "min", "avg", "average", "mean", "peak", "net", "gross", "new", "first", "repeat", "unique",
                                        "prognose", "ist", "soll", "vorwoche", "vorjahr", "vorher", "预测", "计划", "实际", "目标", "上周", "本周",
                                        "今天", "昨天", "呼入", "呼出", "預測", "計劃", "實際", "目標", "上週", "本週"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (strncasecmp(name, words[i], n) == 0 && !isalpha((unsigned char)name[n]))
            return 1;
    }
    return clock_weekday_parse(name) >= 0;
}

/* A queue's name begins with a letter and is no column's, though "Service" may be called so. */
static int may_be_queue(const char *name)
{
    int field = across_field_of(name);
    return (isalpha((unsigned char)*name) || (unsigned char)*name >= 0x80) && (field < 0 || field == COLUMNS_QUEUE) && !is_view(name);
}

/* The queue and the name of each column, the queues' row being the upper or the lower one. The upper name holds until the
 * next. */
static void read_names(struct groups *g, const struct table *t, long upper, int queues_below)
{
    const char *group = "";
    for (int i = 0; i < g->columns; i++) {
        const char *top = across_cell_of(t, upper, i), *low = across_cell_of(t, upper + 1, i);
        group = *top ? top : group;
        g->queue[i] = queues_below ? low : group;
        g->name[i] = queues_below ? group : low;
        if (across_is_measure(across_field_of(g->name[i])) && *g->queue[i])
            continue;
        g->name[i] = *low ? low : *top ? top : group; /* of no queue: shared by all */
        g->queue[i] = "";
    }
}

/* The same of one row of names: "Voice Offered" is the Offered of Voice. */
static void cut_names(struct groups *g, const struct table *t, long row)
{
    size_t room = 1;
    for (int i = 0; i < g->columns; i++)
        room += strlen(across_cell_of(t, row, i)) + 1;
    char *to = g->cut = xcalloc(room, 1);
    for (int i = 0; i < g->columns; i++) {
        const char *name = across_cell_of(t, row, i), *blank = NULL;
        if (strlen(name) <= NAME_LONGEST && across_field_of(name) < 0)
            blank = strchr(name, ' ');
        while (blank && !across_is_measure(across_field_of(blank + 1)))
            blank = strchr(blank + 1, ' ');
        g->queue[i] = to;
        g->name[i] = blank ? blank + 1 : name;
        if (blank) {
            memcpy(to, name, (size_t)(blank - name));
            to += blank - name;
        }
        to++;
    }
}

/* The columns of the queues: at [queue * MEASURES_MOST + name] 1 + the column, 0 none. 0, or -1: one of them twice, or too
 * many. */
static int find_sources(struct groups *g, int *at)
{
    for (int i = 0; i < g->columns; i++) {
        if (!*g->queue[i] || extras_is_total(g->queue[i]))
            continue;
        int q = place_of(g->queues, &g->queue_count, QUEUES_MOST, g->queue[i]);
        int n = place_of(g->names, &g->name_count, MEASURES_MOST, g->name[i]);
        if (q < 0 || n < 0 || at[q * MEASURES_MOST + n] || !may_be_queue(g->queue[i]))
            return -1;
        at[q * MEASURES_MOST + n] = i + 1;
    }
    return 0;
}

/* 1: the queues, two at least, all have the same counts, which tell how many were offered. */
static int counts_agree(const struct groups *g, const int *at)
{
    int has[COLUMNS_COUNT] = {0};
    for (int n = 0; n < g->name_count; n++) {
        int field = across_field_of(g->names[n]);
        if (!across_is_count(field))
            continue;
        for (int q = 0; q < g->queue_count; q++)
            if (!at[q * MEASURES_MOST + n])
                return 0;
        has[field]++;
    }
    return g->queue_count >= 2 && (has[COLUMNS_OFFERED] || (has[COLUMNS_ANSWERED] && has[COLUMNS_ABANDONED]));
}

/* 1: a column shared by all says when, and none counts or names queues. */
static int shared_agree(const struct groups *g)
{
    int when = 0;
    for (int i = 0; i < g->columns; i++) {
        int field = *g->queue[i] ? -1 : across_field_of(g->name[i]);
        if (across_is_measure(field) || field == COLUMNS_QUEUE || (when && is_when(field) && i > 0 && *g->queue[i - 1]))
            return 0;
        when |= is_when(field);
    }
    return when;
}

static int unfold_queues(struct table *t, long upper, long lower, const struct groups *g, const int *at, struct layout_notes *notes,
                         struct faults *faults)
{
    struct unfold u;
    struct text   list = {0};
    unfold_make(&u, g->columns, g->queue_count, g->name_count);
    u.above = upper;
    u.header = lower;
    u.key = "queue";
    for (int i = 0; i < g->columns; i++)
        u.shared[i] = *g->queue[i] || !*g->name[i] ? NULL : g->name[i];
    memcpy(u.block_names, g->queues, (size_t)g->queue_count * sizeof *g->queues);
    memcpy(u.measure_names, g->names, (size_t)g->name_count * sizeof *g->names);
    for (int q = 0; q < g->queue_count; q++)
        for (int n = 0; n < g->name_count; n++)
            u.source[q * g->name_count + n] = at[q * MEASURES_MOST + n] - 1;
    note_list(&list, g->queues, g->queue_count);
    if (lower > upper)
        layout_warn(notes, "columns under %s (lines %ld and %ld) are read as those of %d queues of that name", text_string(&list),
                    table_line(t, upper), table_line(t, lower), g->queue_count);
    else
        layout_warn(notes, "columns whose names begin with %s are read as those of %d queues of that name", text_string(&list),
                    g->queue_count);
    text_free(&list);
    int code = unfold_table(t, &u, notes, faults);
    unfold_free(&u);
    return code ? -1 : 1;
}

enum form { ABOVE, BELOW, BEFORE }; /* where the queues' names stand: seen from those of their columns */

int across_queues(struct table *t, long upper, long lower, const struct choices *c, struct layout_notes *notes, struct faults *faults)
{
    int found = 0, above = header_width(t, upper), below = header_width(t, lower);
    if (counts_are_mapped(c) || c->queue || above > COLUMNS_MOST || below > COLUMNS_MOST)
        return 0;
    struct groups *g = xmalloc(sizeof *g);
    int           *at = xmalloc(sizeof *at * QUEUES_MOST * MEASURES_MOST);
    for (int form = lower > upper ? ABOVE : BEFORE; form <= (lower > upper ? (int)BELOW : (int)BEFORE) && !found; form++) {
        *g = (struct groups){.columns = above > below ? above : below};
        memset(at, 0, sizeof *at * QUEUES_MOST * MEASURES_MOST);
        if (form == BEFORE)
            cut_names(g, t, upper);
        else
            read_names(g, t, upper, form == BELOW);
        found = find_sources(g, at) == 0 && counts_agree(g, at) && shared_agree(g);
    }
    if (found)
        found = unfold_queues(t, upper, lower, g, at, notes, faults);
    free(at);
    free(g->cut);
    free(g);
    return found;
}
