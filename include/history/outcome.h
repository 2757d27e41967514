/* outcome - how a call ended, from the word a phone system has for it. */
#ifndef HISTORY_OUTCOME_H
#define HISTORY_OUTCOME_H

#include "history/choices.h"

enum { OUTCOME_WORDS_MAX = 64 };

struct outcome_words { /* the words met; zeroed = none yet */
    const char          *words[OUTCOME_WORDS_MAX];
    enum choices_outcome outcomes[OUTCOME_WORDS_MAX];
    long                 counts[OUTCOME_WORDS_MAX];
    int                  count;
};

/* What the word of a cell means, by the choices, else by the words we know. Counts it. word must live on. 0, or -1: not
 * known (or too many different words), and the caller says so. */
int outcome_of(struct outcome_words *met, const char *word, const struct choices *c, enum choices_outcome *outcome);

#endif
