/* roles - what each column of an imported file was taken for, in words. */
#ifndef HISTORY_ROLES_H
#define HISTORY_ROLES_H

#include "history/import.h"

/* Appends a few words for a column to role, as parts of notes (model/notes.h). 1, or 0 when the column was not used. */
int roles_of(const struct import *im, int column, struct text *role);

#endif
