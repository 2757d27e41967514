/* roles - what each column of an imported file was taken for, in words. */
#ifndef HISTORY_ROLES_H
#define HISTORY_ROLES_H

#include "history/import.h"

enum { ROLES_SIZE = 160 };

/* A few words for a column, into buf; NULL when it was not used. */
const char *roles_of(const struct import *im, int column, char buf[ROLES_SIZE]);

#endif
