#include "cli/made.h"
#include "base/alloc.h"
#include "base/file.h"
#include <stdlib.h>

char *made_file(const char *given, const char *folder, const char *name, int must, struct faults *faults)
{
    if (given)
        return xstrdup(given);
    char *path = file_join(folder, name);
    if (file_exists(path))
        return path;
    if (must)
        faults_add(faults, path, 0, 0, "there is no roster here; run `headcount plan` first, or name one with --roster");
    free(path);
    return NULL;
}
