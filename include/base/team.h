/* team - threads that share out the items of a loop. They sleep between loops, so a loop of a tenth of a millisecond is
 * already worth sharing. Which thread does which item is left to chance: work whose results are kept by item, in rooms of
 * its thread's own, gives the same on any number of threads. */
#ifndef BASE_TEAM_H
#define BASE_TEAM_H

struct team;

/* threads >= 1, the caller among them; where the system gives fewer, those do the work. */
struct team *team_make(int threads);
void         team_free(struct team *t); /* the threads end first */

int          team_threads(const struct team *t); /* thread numbers are below this */

/* Calls work(context, item, thread) once for each item from 0 to items - 1, and returns when all are done. Thread 0 is the
 * caller's. One loop at a time: work must not call it again. */
void         team_run(struct team *t, int items, void (*work)(void *context, int item, int thread), void *context);

#endif
