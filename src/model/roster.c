#include "model/roster.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

const char *const activity_names[ACTIVITIES] = {"work", "break", "lunch", "meeting", "training", "deferred", "split"};

void roster_free(struct roster *r)
{
    free(r->shifts);
    free(r->activities);
    memset(r, 0, sizeof *r);
}

static void *grow(void *items, int *room, int needed, size_t size)
{
    size_t capacity = (size_t)*room;
    items = xgrow(items, &capacity, (size_t)needed, size);
    *room = (int)capacity;
    return items;
}

void roster_add(struct roster *r, const struct shift *shift, const struct activity *activities, int count)
{
    r->shifts = grow(r->shifts, &r->shift_room, r->shift_count + 1, sizeof *r->shifts);
    r->activities = grow(r->activities, &r->activity_room, r->activity_count + count, sizeof *r->activities);
    struct shift *added = &r->shifts[r->shift_count++];
    *added = *shift;
    added->first = r->activity_count;
    added->count = count;
    if (count > 0)
        memcpy(r->activities + r->activity_count, activities, (size_t)count * sizeof *activities);
    r->activity_count += count;
}

static int compare_shifts(const void *a, const void *b)
{
    const struct shift *x = a, *y = b;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    if (x->start_min != y->start_min)
        return x->start_min < y->start_min ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

void roster_sort(struct roster *r)
{
    if (r->shift_count > 1)
        qsort(r->shifts, (size_t)r->shift_count, sizeof *r->shifts, compare_shifts);
}

static void add_part(struct text *t, const struct horizon *h, int from_min, const char *dash, int to_min)
{
    char from[8], to[8];
    text_addf(t, "%s%s%s", horizon_clock(h, from_min, from), dash, horizon_clock(h, to_min, to));
}

void roster_add_times(struct text *t, const struct roster *r, const struct shift *shift, const struct horizon *h, const char *dash,
                      const char *comma)
{
    int from = shift->start_min;
    for (int i = shift->first; i < shift->first + shift->count; i++) {
        const struct activity *a = &r->activities[i];
        if (a->kind != ACT_SPLIT)
            continue;
        add_part(t, h, from, dash, a->start_min);
        text_add(t, comma);
        from = a->end_min;
    }
    add_part(t, h, from, dash, shift->end_min);
}
