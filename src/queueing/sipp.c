#include "queueing/sipp.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

void sipp_lagged_calls(double *lagged, int intervals, double interval_s, const double *calls, const double *aht_s)
{
    for (int m = 0; m < intervals; m++) {
        double lag = aht_s[m] / interval_s, part = lag - floor(lag); /* in intervals */
        double later = m - floor(lag), earlier = later - 1;
        lagged[m] = (later >= 0 ? (1 - part) * calls[(int)later] : 0) + (earlier >= 0 ? part * calls[(int)earlier] : 0);
    }
}

static double stationary(const struct transient_case *in, int m, double calls)
{
    struct queue_case c = {.calls = calls, .interval_s = in->interval_s, .aht_s = in->aht_s[m],
                           .patience_s = in->patience_s, .waiting_places = INFINITY, .agents = in->agents[m]};
    return queue_service_level(&c, QUEUE_SL_OFFERED, in->limit_s);
}

int sipp_compare(struct sipp_interval *out, const struct transient_case *in, double far)
{
    size_t count = (size_t)in->intervals;
    struct transient_interval *felt = xmalloc(count * sizeof *felt);
    double *lagged = xmalloc(count * sizeof *lagged);
    struct transient_case with_levels = *in;
    int wrong = 0;
    with_levels.with_levels = 1;
    transient_measure(felt, &with_levels);
    sipp_lagged_calls(lagged, in->intervals, in->interval_s, in->calls, in->aht_s);
    for (int m = 0; m < in->intervals; m++) {
        out[m] = (struct sipp_interval){stationary(in, m, in->calls[m]), stationary(in, m, lagged[m]),
                                        felt[m].sl_offered};
        wrong += in->calls[m] > 0 && fabs(out[m].sipp - out[m].transient) > far;
    }
    free(lagged);
    free(felt);
    return wrong;
}
