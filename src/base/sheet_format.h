/* sheet_format - a workbook's numbers as text: what a cell's format makes of them. */
#ifndef BASE_SHEET_FORMAT_H
#define BASE_SHEET_FORMAT_H

#include "base/text.h"

enum sheet_format { FORMAT_NUMBER, FORMAT_DATE, FORMAT_TIME, FORMAT_CLOCK, FORMAT_DURATION };

/* Of a built-in format number (0..163), or of a format code such as yyyy-mm-dd h:mm. */
enum sheet_format sheet_format_builtin(int id);
enum sheet_format sheet_format_code(const char *code);

/* Appends the value: 2026-03-09, 2026-03-09T07:30:00, 7:30:00, a duration h:mm:ss, or the number. from_1904: the workbook
 * counts days from 1904-01-01 rather than from 1899-12-31. What is no date of the years 1900 to 9999 stays a number. */
void sheet_format_add(struct text *t, double value, enum sheet_format format, int from_1904);

#endif
