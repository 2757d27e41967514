#include "history/bins.h"

#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400 };

int bins_second(const struct bin *b)
{
    return (int)((b->start_s % DAY_S + DAY_S) % DAY_S);
}

int bins_day(const struct bin *b)
{
    return (int)((b->start_s - bins_second(b)) / DAY_S);
}

int bins_queue(struct bins *b, const char *name)
{
    for (int q = 0; q < b->queue_count; q++)
        if (strcmp(b->queues[q], name) == 0)
            return q;
    b->queues = xrealloc(b->queues, (size_t)(b->queue_count + 1) * sizeof *b->queues);
    b->queues[b->queue_count] = xstrdup(name);
    return b->queue_count++;
}

struct bin *bins_add(struct bins *b, int queue, int64_t start_s, int offset_s)
{
    b->items = xgrow(b->items, &b->capacity, b->count + 1, sizeof *b->items);
    struct bin *bin = &b->items[b->count++];
    *bin = (struct bin){.start_s = start_s, .queue = queue, .offset_s = offset_s};
    return bin;
}

/* Fibonacci hashing of the place; the table is a power of two. */
static size_t slot_of(const struct bins *b, int queue, int64_t start_s, int offset_s)
{
    uint64_t key = (uint64_t)start_s * 31 + (uint64_t)(unsigned)queue * 1000003u + (uint64_t)(unsigned)offset_s;
    return (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & (b->slot_count - 1);
}

static void grow_slots(struct bins *b)
{
    b->slot_count = b->slot_count ? b->slot_count * 2 : 4096;
    free(b->slots);
    b->slots = xcalloc(b->slot_count, sizeof *b->slots);
    for (size_t i = 0; i < b->count; i++) {
        size_t s = slot_of(b, b->items[i].queue, b->items[i].start_s, b->items[i].offset_s);
        while (b->slots[s])
            s = (s + 1) & (b->slot_count - 1);
        b->slots[s] = (uint32_t)i + 1;
    }
}

struct bin *bins_at(struct bins *b, int queue, int64_t start_s, int offset_s)
{
    if (b->count * 2 >= b->slot_count)
        grow_slots(b);
    size_t s = slot_of(b, queue, start_s, offset_s);
    for (; b->slots[s]; s = (s + 1) & (b->slot_count - 1)) {
        struct bin *bin = &b->items[b->slots[s] - 1];
        if (bin->queue == queue && bin->start_s == start_s && bin->offset_s == offset_s)
            return bin;
    }
    b->slots[s] = (uint32_t)b->count + 1;
    return bins_add(b, queue, start_s, offset_s);
}

/* The first of a doubled hour is the one further east (summer time), so the larger offset comes first. */
static int compare(const void *one, const void *other)
{
    const struct bin *a = one, *b = other;
    if (a->queue != b->queue)
        return a->queue < b->queue ? -1 : 1;
    if (a->start_s != b->start_s && a->offset_s == b->offset_s)
        return a->start_s < b->start_s ? -1 : 1;
    int64_t a_utc = a->start_s - a->offset_s, b_utc = b->start_s - b->offset_s;
    if (a_utc != b_utc)
        return a_utc < b_utc ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

void bins_sort(struct bins *b)
{
    if (b->count > 0) /* an empty one has no items to pass */
        qsort(b->items, b->count, sizeof *b->items, compare);
    free(b->slots);
    b->slots = NULL;
    b->slot_count = 0;
}

int bins_same(const struct bin *a, const struct bin *b)
{
    return a->queue == b->queue && a->start_s == b->start_s && a->offset_s == b->offset_s;
}

void bins_join(struct bin *to, const struct bin *from)
{
    to->offered += from->offered;
    to->answered += from->answered;
    to->abandoned += from->abandoned;
    to->handle_s += from->handle_s;
    to->handled += from->handled;
    to->wait_s += from->wait_s;
    to->waited += from->waited;
}

void bins_merge(struct bins *b, int interval_s)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++)
        b->items[i].start_s -= ((b->items[i].start_s % interval_s) + interval_s) % interval_s;
    bins_sort(b); /* starts of different offsets may have changed places */
    for (size_t i = 0; i < b->count; i++) {
        struct bin bin = b->items[i];
        if (kept > 0 && bins_same(&b->items[kept - 1], &bin)) {
            bins_join(&b->items[kept - 1], &bin);
            b->items[kept - 1].line = 0;
        } else {
            b->items[kept++] = bin;
        }
    }
    b->count = kept;
}

void bins_free(struct bins *b)
{
    for (int q = 0; q < b->queue_count; q++)
        free(b->queues[q]);
    free(b->queues);
    free(b->items);
    free(b->slots);
    memset(b, 0, sizeof *b);
}
