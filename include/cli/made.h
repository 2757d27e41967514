/* made - the files an earlier run left in its output folder. */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include "base/fault.h"

/* Path (to free) of the file given, else of NAME in the folder if it is there, else NULL: with a fault when it must be. */
char *made_file(const char *given, const char *folder, const char *name, int must, struct faults *faults);

#endif
