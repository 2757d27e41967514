/* smooth - the step of crowd.h by Chebyshev polynomials, for a crowd that is not far from the balance it is drifting
 * to, as in most intervals of a day: some 8.5 sqrt(Lt) terms in place of the Lt of uniformisation.
 *
 * With Q the generator of the birth and death chain, A = I + Q/L, L at least half its largest rate of decay, and z = Lt,
 *     p exp(Qt)            = sum over k of (2 - [k=0]) e^{-z} I_k(z) p T_k(A)                         (1)
 *     integral of p exp(Qs) = 1/L sum over k of (2 - [k=0]) J_k(z) p T_k(A),
 *     J_k = integral of e^{-u} I_k(u) from 0 to z = 2 sum over m > k of (m - k) e^{-z} I_m(z)           (2)
 * (I_k modified Bessel functions; (2) from 2 I_k' = I_{k-1} + I_{k+1}). A is symmetric in the norm
 * |p|^2 = sum p_i^2 / balance_i, in which no p T_k(A) exceeds p: its size there says how much of the 16 digits may be
 * lost, and where it is large this way is not taken.
 */
#ifndef QUEUEING_SMOOTH_H
#define QUEUEING_SMOOTH_H

#include "queueing/crowd.h"

struct smooth {
    int first, states;     /* of the arrays below: state first + i */
    double *share, *spent; /* [states] the shares after the step, and the seconds spent in each state meanwhile */
};

/* share[i], i = low .. high, of a crowd without agents staying behind. Returns 0, and makes nothing, where the crowd is
 * too far from its balance or there is none. Good to 1e-12. */
int smooth_make(struct smooth *out, const double *share, int low, int high, int agents, const struct crowd_rates *rates,
                double seconds);
void smooth_free(struct smooth *s);

#endif
