/* fault_words - what is wrong with a file, in the reader's language. A fault is told in English where it is found, deep below
 * any language; here its message is known again by the catalogue's messages of context "fault", and its values put into the
 * translation. What is not known stays English. */
#ifndef REPORT_FAULT_WORDS_H
#define REPORT_FAULT_WORDS_H

#include "base/fault.h"
#include "report/lang.h"

/* All faults of the list, in place. */
void fault_words(struct faults *faults, enum lang lang);

#endif
