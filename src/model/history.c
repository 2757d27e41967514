#include "model/history.h"
#include "model/notes.h"
#include <stdlib.h>
#include <string.h>

void history_free(struct history *h)
{
    free(h->offered);
    free(h->answered);
    free(h->abandoned);
    free(h->aht_s);
    free(h->day_kind);
    notes_free(h->notes, h->note_count);
    memset(h, 0, sizeof *h);
}
