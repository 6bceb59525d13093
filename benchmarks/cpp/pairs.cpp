// The energy of bodies: coordinates by axis, so that the loop over the others is one over neighbours in memory.
#include "twins.h"

#include <vector>

TWIN double n_body(const double* __restrict position, const double* __restrict mass, int n, double* __restrict g) {
    static thread_local std::vector<double> memory;
    memory.assign(6 * n, 0.0);
    double *x = memory.data(), *y = x + n, *z = y + n, *byX = z + n, *byY = byX + n, *byZ = byY + n;
    for (int i = 0; i < n; i++) {
        x[i] = position[3 * i];
        y[i] = position[3 * i + 1];
        z[i] = position[3 * i + 2];
    }
    double energy = 0;
    for (int i = 0; i < n; i++) {
        double sumX = 0, sumY = 0, sumZ = 0;
#pragma GCC ivdep
        for (int j = i + 1; j < n; j++) {
            double dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
            double inverse = 1 / std::sqrt(dx * dx + dy * dy + dz * dz + 0.01 * 0.01);
            double attraction = mass[i] * mass[j] * inverse, force = attraction * inverse * inverse;
            energy -= attraction;
            sumX += force * dx;
            sumY += force * dy;
            sumZ += force * dz;
            byX[j] -= force * dx;
            byY[j] -= force * dy;
            byZ[j] -= force * dz;
        }
        byX[i] += sumX;
        byY[i] += sumY;
        byZ[i] += sumZ;
    }
    for (int i = 0; i < n; i++) {
        g[3 * i] = byX[i];
        g[3 * i + 1] = byY[i];
        g[3 * i + 2] = byZ[i];
    }
    return energy;
}
