/* progress - what the terminal shows while schedule works, and Ctrl-C. The only place with a signal handler. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "schedule/schedule.h"
#include <stdio.h>

/* Catches SIGINT and SIGTERM from here on; shows progress on stderr when it is a terminal and not quiet. */
void progress_begin(int quiet);
/* The callback of schedule_request: shows a line (phase, best, bound, gap, elapsed), returns nonzero after Ctrl-C. */
int  progress_show(const struct schedule_progress *p, void *context);
void progress_end(void); /* clears the line */
int  progress_interrupted(void);
/* 1 when colour is welcome on this stream: a terminal, and NO_COLOR is not set. */
int  progress_color(FILE *stream);

#endif
