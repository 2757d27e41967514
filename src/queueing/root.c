#include "queueing/root.h"

#include <assert.h>
#include <float.h>
#include <math.h>

/* The next place as a share of the way from x1 to x2: inverse quadratic where the three points allow it, else half */
static double next_share(double x1, double x2, double x3, double f1, double f2, double f3)
{
    double xi = (x1 - x2) / (x3 - x2), phi = (f1 - f2) / (f3 - f2);
    if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi))
        return 0.5;
    return f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2);
}

double root_between(root_function *f, const void *context, double low, double high)
{
    double x1 = low, x2 = high, f1 = f(x1, context), f2 = f(x2, context), share = 0.5;
    assert(!(f1 > 0 && f2 > 0) && !(f1 < 0 && f2 < 0));
    for (;;) {
        double best = fabs(f1) < fabs(f2) ? x1 : x2, least = 2 * DBL_EPSILON * fabs(best) / fabs(x2 - x1);
        if (f1 == 0 || f2 == 0 || !(least < 0.5))
            return best;
        double x = x1 + fmin(fmax(share, least), 1 - least) * (x2 - x1), fx = f(x, context), x3 = x2, f3 = f2;
        if ((fx > 0) == (f1 > 0)) {
            x3 = x1;
            f3 = f1;
        } else {
            x2 = x1;
            f2 = f1;
        }
        x1 = x;
        f1 = fx;
        share = next_share(x1, x2, x3, f1, f2, f3);
    }
}

/* Invariant: kept fails for low (or low is below min), and holds for high. Doubles, since a step may pass an int. */
int root_least(root_question *kept, const void *context, int guess, int step, int min, int max)
{
    double high = fmin(fmax(guess, min), max), low = min - 1.0, next = step;
    if (max < min)
        return -1;
    if (kept((int)high, context)) {
        for (; high - next > low; next *= 2) {
            if (!kept((int)(high - next), context)) {
                low = high - next;
                break;
            }
            high -= next;
        }
    } else {
        do {
            low = high;
            if (low >= max)
                return -1;
            high = fmin(low + next, max);
            next *= 2;
        } while (!kept((int)high, context));
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        *(kept((int)middle, context) ? &high : &low) = middle;
    }
    return (int)high;
}
