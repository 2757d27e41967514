#include "base/team.h"
#include "base/alloc.h"
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct member {
    struct team *team;
    pthread_t    thread;
    int          number;
};

struct team {
    struct member  *member;  int members; /* beside the caller */
    int             threads;
    pthread_mutex_t lock;
    pthread_cond_t  called, finished;
    long            loop;    /* loops begun so far */
    int             busy;    /* members that have not finished this one */
    int             over;
    void          (*work)(void *context, int item, int thread);
    void           *context;
    int             items;
    atomic_int      next;
};

static void take_items(struct team *t, int thread)
{
    for (int i; (i = atomic_fetch_add(&t->next, 1)) < t->items;)
        t->work(t->context, i, thread);
}

static void *serve(void *context)
{
    const struct member *m = context;
    struct team *t = m->team;
    pthread_mutex_lock(&t->lock);
    for (long done = 0;;) {
        while (t->loop == done && !t->over)
            pthread_cond_wait(&t->called, &t->lock);
        if (t->over)
            break;
        done = t->loop;
        pthread_mutex_unlock(&t->lock);
        take_items(t, m->number);
        pthread_mutex_lock(&t->lock);
        if (--t->busy == 0)
            pthread_cond_signal(&t->finished);
    }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

struct team *team_make(int threads)
{
    assert(threads >= 1);
    struct team *t = xcalloc(1, sizeof *t);
    t->member = xcalloc((size_t)threads, sizeof *t->member);
    t->threads = threads;
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->called, NULL);
    pthread_cond_init(&t->finished, NULL);
    for (int i = 0; i + 1 < threads; i++) {
        struct member *m = &t->member[i];
        *m = (struct member){.team = t, .number = i + 1};
        if (pthread_create(&m->thread, NULL, serve, m) != 0)
            break;
        t->members++;
    }
    return t;
}

void team_free(struct team *t)
{
    pthread_mutex_lock(&t->lock);
    t->over = 1;
    pthread_cond_broadcast(&t->called);
    pthread_mutex_unlock(&t->lock);
    for (int i = 0; i < t->members; i++)
        pthread_join(t->member[i].thread, NULL);
    pthread_mutex_destroy(&t->lock);
    pthread_cond_destroy(&t->called);
    pthread_cond_destroy(&t->finished);
    free(t->member);
    free(t);
}

int team_threads(const struct team *t)
{
    return t->threads;
}

void team_run(struct team *t, int items, void (*work)(void *context, int item, int thread), void *context)
{
    pthread_mutex_lock(&t->lock);
    t->work = work;
    t->context = context;
    t->items = items;
    t->busy = t->members;
    atomic_store(&t->next, 0);
    t->loop++;
    pthread_cond_broadcast(&t->called);
    pthread_mutex_unlock(&t->lock);
    take_items(t, 0);
    pthread_mutex_lock(&t->lock);
    while (t->busy > 0)
        pthread_cond_wait(&t->finished, &t->lock);
    pthread_mutex_unlock(&t->lock);
}
