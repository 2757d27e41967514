#include "model/history.h"
#include <stdlib.h>
#include <string.h>

void history_free(struct history *h)
{
    free(h->offered);
    free(h->answered);
    free(h->abandoned);
    free(h->aht_s);
    free(h->day_kind);
    for (int i = 0; i < h->note_count; i++)
        free(h->notes[i]);
    free(h->notes);
    memset(h, 0, sizeof *h);
}
