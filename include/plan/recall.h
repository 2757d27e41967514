/* recall - what an output folder knows of the plan in it: the summary.json beside its roster names the variants, the files the
 * plan started from, its seed and the bytes of every input. A later command judges what was planned, not the scenario as it
 * happens to be, and can say where the two differ. */
#ifndef PLAN_RECALL_H
#define PLAN_RECALL_H

#include "model/scenario.h"
#include <stdint.h>

struct recall {
    char              *path;          /* of the summary.json; NULL: nothing is known of the plan */
    struct variant    *variants;      int variant_count; /* --set, as planned; the texts are its own */
    char              *forecast_file; /* it started from; NULL */
    char              *requirement_file;
    int                has_seed;
    uint64_t           seed;
    struct input_file *inputs;        int input_count;
    int                other;         /* 1: what is judged now is asked for with other variants or files */
    char             **changed;       int changed_count; /* inputs that are not what they were */
};

struct plan_options;

/* Reads path; one that is not there leaves a recall of nothing. 0, or -1 with faults (nothing to free then). */
int  recall_read(struct recall *r, const char *path, struct faults *faults);
/* Fills in what the options leave open, and notes whether they ask for something else. What is filled in lives as long as r.
 * 0, or -1 with a fault when a file the plan started from is gone. */
int  recall_fill(struct recall *r, struct plan_options *o, struct faults *faults);
/* Once the scenario is read: which inputs have changed since. */
void recall_compare(struct recall *r, const struct scenario *s);
void recall_free(struct recall *r);

#endif
