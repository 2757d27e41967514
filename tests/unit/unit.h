/* unit - what every cmocka test here includes, and the few checks cmocka lacks. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/fault.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fails unless |a - b| <= tolerance (NaN fails). */
#define assert_near(a, b, tolerance)                                                               \
    do {                                                                                           \
        double near_a = (a), near_b = (b);                                                         \
        if (!(near_a - near_b <= (tolerance) && near_b - near_a <= (tolerance)))                   \
            fail_msg("%s is %.17g, want %.17g", #a, near_a, near_b);                               \
    } while (0)

/* Fails unless the one fault there is reads so; empties the list for the next case. */
#define assert_fault(faults, want)                                                                 \
    do {                                                                                           \
        char fault_line[1024] = "no fault";                                                        \
        if ((faults)->count > 0)                                                                   \
            fault_format(&(faults)->items[0], fault_line, sizeof fault_line);                      \
        assert_string_equal(fault_line, want);                                                     \
        assert_int_equal((faults)->total, 1);                                                      \
        memset((faults), 0, sizeof *(faults));                                                     \
    } while (0)

/* Fails with the first fault's text unless there is none. */
#define assert_no_fault(faults)                                                                    \
    do {                                                                                           \
        char fault_line[1024];                                                                     \
        if ((faults)->count > 0)                                                                   \
            fail_msg("%s", fault_format(&(faults)->items[0], fault_line, sizeof fault_line));      \
    } while (0)

/* The folder with the reference data (vectors, cases, instances, data), or NULL: then the test skips. */
static inline const char *shared_folder(void)
{
    const char *folder = getenv("HEADCOUNT_SHARED");
    struct stat there;
    if (!folder)
        folder = "../shared";
    return stat(folder, &there) == 0 ? folder : NULL;
}

#endif
