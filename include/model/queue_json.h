/* queue_json - the queues of scenario.json: goal, peaks, patience, opening hours, where the history is. */
#ifndef MODEL_QUEUE_JSON_H
#define MODEL_QUEUE_JSON_H

#include "base/json.h"
#include "model/scenario.h"

/* Reads the array `value` into s->queues; `open` holds the hours of queues that state none (NULL: each must).
 * 0, or -1 with faults; what was read stays in s either way. */
int queue_json_read(struct scenario *s, const struct json *value, const struct json *open, struct faults *faults);

#endif
