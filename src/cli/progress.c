#include "cli/progress.h"
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* A signal handler can reach nothing but globals; these are this file's alone. */
static volatile sig_atomic_t interrupted;
static int                   shown, visible;
static struct timespec       begun;

static void on_signal(int signal_number)
{
    (void)signal_number;
    if (interrupted)
        _exit(130); /* asked twice: go at once */
    interrupted = 1;
}

void progress_begin(int quiet)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    visible = !quiet && isatty(STDERR_FILENO);
    clock_gettime(CLOCK_MONOTONIC, &begun);
}

int progress_show(const struct schedule_progress *p, void *context)
{
    (void)context;
    if (visible) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        fprintf(stderr, "\r\033[K%-10s", p->phase);
        if (!isnan(p->objective))
            fprintf(stderr, "  best %.2f", p->objective);
        if (!isnan(p->bound))
            fprintf(stderr, "  bound %.2f", p->bound);
        if (!isnan(p->objective) && !isnan(p->bound) && p->objective > 0)
            fprintf(stderr, "  gap %.2f %%", 100 * (p->objective - p->bound) / p->objective);
        fprintf(stderr, "  %.0f s", difftime(now.tv_sec, begun.tv_sec));
        fflush(stderr);
        shown = 1;
    }
    return interrupted;
}

void progress_end(void)
{
    if (shown)
        fprintf(stderr, "\r\033[K");
    shown = 0;
}

int progress_interrupted(void)
{
    return interrupted;
}

int progress_color(FILE *stream)
{
    const char *no = getenv("NO_COLOR");
    return isatty(fileno(stream)) && !(no && *no);
}
