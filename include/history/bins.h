/* bins - contacts by queue and interval, as an import gathers them. A bin's start is the wall clock, in seconds since
 * 1970-01-01 00:00 of that same clock; the offset tells the two bins of a doubled hour apart. */
#ifndef HISTORY_BINS_H
#define HISTORY_BINS_H

#include <stddef.h>
#include <stdint.h>

enum { BINS_NO_OFFSET = 1 << 30 };

struct bin {
    int64_t start_s;
    int     queue;
    int     offset_s;  /* east of Greenwich; BINS_NO_OFFSET: not known */
    long    line;      /* of the file, 0: of several */
    double  offered, answered, abandoned;
    double  handle_s, handled; /* sum of handle times, contacts they are of */
    double  wait_s, waited;    /* sum of waits, contacts they are of */
};

struct bins { /* zeroed = empty */
    struct bin *items;
    size_t      count, capacity;
    uint32_t   *slots;         /* [slot_count] hash of bins_at: index + 1, 0 free */
    size_t      slot_count;
    char      **queues;        /* [queue_count] */
    int         queue_count;
};

/* The day (since 1970-01-01) of a bin's start, and the second of it. */
int         bins_day(const struct bin *b);
int         bins_second(const struct bin *b);
/* The queue of that name; made when new. */
int         bins_queue(struct bins *b, const char *name);
/* Appends a bin, zero but for its place; the pointer holds until the next. For sources that sort out doubles later. */
struct bin *bins_add(struct bins *b, int queue, int64_t start_s, int offset_s);
/* The bin at that place; made when new. Use either bins_add or bins_at. */
struct bin *bins_at(struct bins *b, int queue, int64_t start_s, int offset_s);
/* By queue (in order of appearance), then time: the earlier of a doubled hour first; then line. */
void        bins_sort(struct bins *b);
/* 1: the same queue and moment. */
int         bins_same(const struct bin *a, const struct bin *b);
/* Adds from's contacts to `to`. */
void        bins_join(struct bin *to, const struct bin *from);
/* Adds up what falls into the same interval of interval_s (a divisor of a day) or the same place; sorts them. */
void        bins_merge(struct bins *b, int interval_s);
void        bins_free(struct bins *b);

#endif
