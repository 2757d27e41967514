/* assets - the files built into the program: the page's parts, d3, the Chinese catalogue. */
#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include <stddef.h>

struct asset {
    const char *name, *data, *end; /* bytes data .. end, and a NUL behind them */
};

/* By file name, of which the first `length` bytes count; NULL: there is none. */
const struct asset *asset_find(const char *name, size_t length);

#endif
