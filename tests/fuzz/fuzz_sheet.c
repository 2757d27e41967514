/* Any bytes as a part of a workbook, or as the whole: read or refused. The first byte says which part. */
#include "base/sheet.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DOC "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static const struct {
    const char *name, *text;
} parts[] = {
    {"xl/worksheets/a.xml", "<worksheet><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>46090.5</v></c></row></sheetData></worksheet>"},
    {"xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>"},
    {"xl/styles.xml", "<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", "<R><Relationship Id='r1' Type='" DOC "/worksheet' Target='worksheets/a.xml'/><Relationship Id='r3' Type='" DOC
                                   "/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='r4' Type='" DOC "/styles' Target='styles.xml'/></R>"},
    {"_rels/.rels", "<R><Relationship Id='r1' Type='" DOC "/officeDocument' Target='xl/workbook.xml'/></R>"},
};
enum { PARTS = sizeof parts / sizeof *parts };

static void make(const char *path, const uint8_t *data, size_t size)
{
    int which = data[0] % (PARTS + 1), error;
    if (which == PARTS) {
        FILE *f = fopen(path, "wb");
        fwrite(data + 1, 1, size - 1, f);
        fclose(f);
        return;
    }
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (int i = 0; i < PARTS; i++) {
        zip_source_t *source = i == which ? zip_source_buffer(zip, data + 1, size - 1, 0)
                                          : zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
        zip_int64_t   at = zip_file_add(zip, parts[i].name, source, 0);
        zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    zip_close(zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct faults        faults = {0};
    struct table         t;
    struct table_options raw = {.raw = 1};
    char                 path[80];
    if (size < 2)
        return 0;
    snprintf(path, sizeof path, "%s/headcount-fuzz-%ld.xlsx", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
    make(path, data, size);
    if (sheet_read(&t, path, NULL, &raw, &faults) == 0)
        table_free(&t);
    else if (faults.total == 0)
        abort();
    unlink(path);
    return 0;
}
