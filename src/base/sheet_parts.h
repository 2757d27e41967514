/* sheet_parts - the parts of a workbook as streams of XML events; between sheet.c and the libraries. */
#ifndef BASE_SHEET_PARTS_H
#define BASE_SHEET_PARTS_H

#include "base/fault.h"
#include <stddef.h>

/* --- the zip archive (sheet_zip.c) */
struct archive;
#define ARCHIVE_OLD "\xd0\xcf\x11\xe0" /* how an .xls or a workbook with a password begins */
int             archive_begins(const char *path, const char *magic); /* 1: the file begins with these 4 bytes */
struct archive *archive_open(const char *path, size_t limit, struct faults *faults); /* NULL with a fault */
void            archive_close(struct archive *a);
const char     *archive_path(const struct archive *a);
int             archive_has(const struct archive *a, const char *part);
/* Hands the part's bytes to `take` until it returns nonzero. 0; -1 with a fault (missing, broken, too big); or what take
 * returned. */
int archive_stream(struct archive *a, const char *part, int (*take)(void *context, const char *bytes, size_t n, int last),
                   void *context, struct faults *faults);

/* --- XML (sheet_xml.c). Names come without their namespace. */
struct xml_events {
    void (*begin)(void *context, const char *name, const char **attributes); /* NULL-ended pairs, for xml_attribute */
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *text, size_t n);
};
/* Reads a part through. 0, or -1 with a fault (no well-formed XML, a DTD). events may set *stop to end early, its own fault
 * given. */
int         xml_read(struct archive *a, const char *part, const struct xml_events *events, void *context, const int *stop,
                     struct faults *faults);
const char *xml_attribute(const char **attributes, const char *name); /* NULL: none */
int         xml_attribute_int(const char **attributes, const char *name, int missing); /* 0 or more; else `missing` */

#endif
