#include "cli/made.h"
#include "base/alloc.h"
#include "base/file.h"
#include "report/words.h"
#include <stdlib.h>
#include <sys/stat.h>

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

char *made_summary(const char *roster)
{
    char *folder = file_folder(roster), *path = file_join(folder, "summary.json");
    free(folder);
    return path;
}

int made_same(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int made_refused(const struct plan *p, const char *roster, const char *folder, struct faults *faults)
{
    char *own = file_join(folder, "summary.json");
    int   over = p->recall.path && p->recall.other && made_same(p->recall.path, own);
    free(own);
    if (!over)
        return 0;
    struct text planned = {0}, judged = {0};
    words_planned(&planned, &p->recall, LANG_EN);
    words_judged(&judged, p, LANG_EN);
    faults_add(faults, "command line", 0, 0, "%s was planned otherwise (%s) than it would be judged (%s), and would then pass for planned so; want --roster %s and another folder (-o)",
               folder, text_string(&planned), text_string(&judged), roster);
    text_free(&planned);
    text_free(&judged);
    return -1;
}
