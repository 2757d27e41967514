#include "forecast/profile.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

enum { PROFILE_DAYS = 16, COMMON_WEIGHT = 100 };

int profile_last_days(const struct series *x, int until, int weekday, int most, int *days)
{
    int count = 0;
    for (int d = until - 1; d >= 0 && count < most; d--)
        if (x->weekday[d] == weekday && (x->use[d] & SERIES_TEACH))
            days[count++] = d;
    return count;
}

/* sum[k] of the values of some days and days_with[k], how many had one */
static void add_days(const struct series *x, const int *days, int count, double *sum, double *days_with)
{
    for (int i = 0; i < count; i++)
        for (int k = 0; k < x->slots; k++) {
            double v = x->value[(size_t)days[i] * (size_t)x->slots + (size_t)k];
            if (!isnan(v)) {
                sum[k] += v;
                days_with[k]++;
            }
        }
}

/* Scales values to sum 1 over the slots of `mask` with a value; leaves zeros if they sum to 0. */
static void to_shares(double *value, const double *mask, int slots)
{
    double sum = 0;
    for (int k = 0; k < slots; k++)
        sum += mask[k] > 0 ? value[k] : 0;
    for (int k = 0; k < slots; k++)
        value[k] = mask[k] > 0 && sum > 0 ? value[k] / sum : 0;
}

void profile_rates(const struct series *x, int until, int weekday, double total, double *rate)
{
    size_t slots = (size_t)x->slots;
    double *memory = xcalloc(6 * slots, sizeof *memory);
    double *own = memory, *own_days = memory + slots, *seen = memory + 2 * slots;
    double *common = memory + 3 * slots, *common_days = memory + 4 * slots, *blend = memory + 5 * slots;
    for (int w = 0; w < 7; w++) {
        int days[PROFILE_DAYS], count = profile_last_days(x, until, w, PROFILE_DAYS, days);
        add_days(x, days, count, common, common_days);
        if (w == weekday)
            add_days(x, days, count, own, own_days);
    }
    for (int k = 0; k < x->slots; k++) {
        seen[k] = own[k];
        own[k] = own_days[k] > 0 ? own[k] / own_days[k] : 0;
        common[k] = common_days[k] > 0 ? common[k] / common_days[k] : 0;
    }
    to_shares(own, own_days, x->slots);
    to_shares(common, own_days, x->slots);
    for (int k = 0; k < x->slots; k++)
        blend[k] = (seen[k] * own[k] + COMMON_WEIGHT * common[k]) / (seen[k] + COMMON_WEIGHT);
    to_shares(blend, own_days, x->slots);
    for (int k = 0; k < x->slots; k++)
        rate[k] = own_days[k] > 0 ? total * blend[k] : NAN;
    free(memory);
}
