/* import_summary - what an import understood, for a terminal of 80 columns and more, or as JSON. */
#ifndef CLI_IMPORT_SUMMARY_H
#define CLI_IMPORT_SUMMARY_H

#include "history/import.h"
#include "report/lang.h"
#include <stdio.h>

void import_summary_print(const struct import *im, FILE *out, enum lang lang);
/* written: the file the history will go to, NULL none. */
void import_summary_json(const struct import *im, const char *written, enum lang lang, FILE *out);

#endif
