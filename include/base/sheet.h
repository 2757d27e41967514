/* sheet - an .xlsx workbook's sheet as a table: cells as the text a CSV export would have. On libzip and expat.
 * Dates and times become ISO 8601 (both date systems), times and durations h:mm:ss, percentages numbers (0.94), booleans
 * true or false; lines and fields in faults are the sheet's rows and columns. Formula cells give their stored value; an
 * error cell (#N/A) is a fault when it is read as anything but text. A DTD, a part over 1 GB unzipped and an encrypted or
 * truncated file are faults. */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include "base/table.h"

/* 1: the file is a zip archive, or an .xls of old that sheet_read will refuse with advice. */
int sheet_is_xlsx(const char *path);
/* Fills t from the sheet of that name (NULL: the first visible one). options as for table_read. 0, or -1 with faults. */
int sheet_read(struct table *t, const char *path, const char *sheet, const struct table_options *options,
               struct faults *faults);
/* Names of the sheets, in order, to free with text_split_free. 0, or -1 with faults. */
int sheet_names(const char *path, char ***names, int *count, struct faults *faults);

#endif
