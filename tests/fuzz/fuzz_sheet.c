/* Any bytes as a part of a workbook, or as the whole: read or refused. The first byte says which part. The archive is put
 * together here and kept in memory: a library's temporary files would take most of the time. */
#include "base/sheet.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* CRC-32 as zip has it (ISO 3309, reflected). */
static uint32_t crc32_of(const uint8_t *s, size_t n)
{
    static uint32_t table[256];
    uint32_t        crc = 0xffffffffu;
    if (!table[1])
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int k = 0; k < 8; k++)
                c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
            table[i] = c;
        }
    for (size_t i = 0; i < n; i++)
        crc = table[(crc ^ s[i]) & 0xff] ^ (crc >> 8);
    return ~crc;
}

static void put(struct text *t, uint32_t value, int bytes)
{
    char b[4];
    for (int i = 0; i < bytes; i++)
        b[i] = (char)(value >> (8 * i));
    text_add_bytes(t, b, (size_t)bytes);
}

/* What a file's two headers have in common: version 2.0, stored, no date. */
static void put_entry(struct text *t, uint32_t crc, size_t size, size_t name)
{
    put(t, 20, 2);
    put(t, 0, 4);
    put(t, 0x00210000, 4);
    put(t, crc, 4);
    put(t, (uint32_t)size, 4);
    put(t, (uint32_t)size, 4);
    put(t, (uint32_t)name, 2);
    put(t, 0, 2);
}

static void make(struct text *zip, const uint8_t *data, size_t size)
{
    int         which = data[0] % (PARTS + 1);
    struct text list = {0};
    if (which == PARTS) {
        text_add_bytes(zip, (const char *)data + 1, size - 1);
        return;
    }
    for (int i = 0; i < PARTS; i++) {
        const uint8_t *bytes = i == which ? data + 1 : (const uint8_t *)parts[i].text;
        size_t         n = i == which ? size - 1 : strlen(parts[i].text), name = strlen(parts[i].name), at = zip->length;
        uint32_t       crc = crc32_of(bytes, n);
        put(zip, 0x04034b50, 4);
        put_entry(zip, crc, n, name);
        text_add(zip, parts[i].name);
        text_add_bytes(zip, (const char *)bytes, n);
        put(&list, 0x02014b50, 4);
        put(&list, 20, 2);
        put_entry(&list, crc, n, name);
        put(&list, 0, 4);
        put(&list, 0, 2);
        put(&list, 0, 4);
        put(&list, (uint32_t)at, 4);
        text_add(&list, parts[i].name);
    }
    size_t at = zip->length;
    text_add_bytes(zip, list.data, list.length);
    put(zip, 0x06054b50, 4);
    put(zip, 0, 4);
    put(zip, PARTS, 2);
    put(zip, PARTS, 2);
    put(zip, (uint32_t)list.length, 4);
    put(zip, (uint32_t)at, 4);
    put(zip, 0, 2);
    text_free(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int           file = -1;
    static struct text   zip;
    struct faults        faults = {0};
    struct table         t;
    struct table_options raw = {.raw = 1};
    char                 path[80];
    if (size < 2)
        return 0;
    if (file < 0)
        file = memfd_create("fuzz", MFD_CLOEXEC);
    text_clear(&zip);
    make(&zip, data, size);
    if (file < 0 || ftruncate(file, 0) || pwrite(file, zip.data, zip.length, 0) != (ssize_t)zip.length)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (sheet_read(&t, path, NULL, &raw, &faults) == 0)
        table_free(&t);
    else if (faults.total == 0)
        abort();
    return 0;
}
