// ADBench's Gaussian mixture. Eight points run side by side in the innermost loops, which is where the compiler makes vectors of them.
#include "twins.h"

#include <algorithm>
#include <vector>

static const int Lanes = 8;

#define EACH_LANE for (int l = 0; l < Lanes; l++)

TWIN double gaussian_mixture(
    const double* p, const double* __restrict x, int d, int components, int points, double gamma, int m, double constant,
    double* __restrict g) {
    const int size = d * (d + 1) / 2;
    const double *alphas = p, *means = p + components, *icf = means + components * d;
    double *byAlphas = g, *byMeans = g + components, *byIcf = byMeans + components * d;
    static thread_local std::vector<double> memory;
    memory.assign(components * (d + 1) + (long)Lanes * (d + components * (2 * d + 1) + components * (1 + d + size)), 0.0);
    double* diagonals = memory.data();
    double* logs = diagonals + components * d;
    double* point = logs + components;
    double* centred = point + Lanes * d;
    double* scaled = centred + Lanes * components * d;
    double* weights = scaled + Lanes * components * d;
    double* by = weights + Lanes * components;

    double prior = 0;
    for (int k = 0; k < components; k++) {
        double squares = 0;
        for (int i = 0; i < d; i++) {
            double e = std::exp(icf[k * size + i]);
            diagonals[k * d + i] = e;
            logs[k] += icf[k * size + i];
            squares += e * e;
            byIcf[k * size + i] = gamma * gamma * e * e - m;
        }
        for (int i = d; i < size; i++) {
            squares += icf[k * size + i] * icf[k * size + i];
            byIcf[k * size + i] = gamma * gamma * icf[k * size + i];
        }
        prior += 0.5 * gamma * gamma * squares - m * logs[k];
    }

    double sum = 0;
    for (int n = 0; n < points; n += Lanes) {
        double max[Lanes], total[Lanes];
        for (int i = 0; i < d; i++) EACH_LANE point[Lanes * i + l] = x[(long)std::min(n + l, points - 1) * d + i];
        EACH_LANE max[l] = -1e300;
        for (int k = 0; k < components; k++) {
            double *c = centred + Lanes * k * d, *s = scaled + Lanes * k * d;
            double distance[Lanes] = {};
            for (int i = 0; i < d; i++) EACH_LANE {
                c[Lanes * i + l] = point[Lanes * i + l] - means[k * d + i];
                s[Lanes * i + l] = diagonals[k * d + i] * c[Lanes * i + l];
            }
            const double* lower = icf + k * size + d;
            for (int i = 0; i < d; i++) {
                EACH_LANE distance[l] += s[Lanes * i + l] * s[Lanes * i + l];
                for (int j = i + 1; j < d; j++, lower++) EACH_LANE s[Lanes * j + l] += *lower * c[Lanes * i + l];
            }
            EACH_LANE {
                weights[Lanes * k + l] = alphas[k] + logs[k] - 0.5 * distance[l];
                max[l] = std::max(max[l], weights[Lanes * k + l]);
            }
        }
        EACH_LANE total[l] = 0;
        for (int k = 0; k < components; k++) EACH_LANE {
            weights[Lanes * k + l] = std::exp(weights[Lanes * k + l] - max[l]);
            total[l] += weights[Lanes * k + l];
        }
        EACH_LANE {
            double live = n + l < points ? 1 : 0;
            sum += live * (max[l] + std::log(total[l]));
            total[l] = live / total[l];
        }
        for (int k = 0; k < components; k++) {
            const double *c = centred + Lanes * k * d, *s = scaled + Lanes * k * d;
            double* __restrict to = by + (long)Lanes * k * (1 + d + size);
            double weight[Lanes];
            EACH_LANE {
                weight[l] = weights[Lanes * k + l] * total[l];
                to[l] += weight[l];
            }
            const double* lower = icf + k * size + d;
            double* toLower = to + Lanes * (1 + 2 * d);
            for (int i = 0; i < d; i++) {
                double product[Lanes], weighted[Lanes];
                EACH_LANE {
                    product[l] = diagonals[k * d + i] * s[Lanes * i + l];
                    to[Lanes * (1 + d + i) + l] += weight[l] * (1 - product[l] * c[Lanes * i + l]);
                    weighted[l] = weight[l] * c[Lanes * i + l];
                }
                for (int j = i + 1; j < d; j++, lower++, toLower += Lanes) EACH_LANE {
                    product[l] += *lower * s[Lanes * j + l];
                    toLower[l] -= weighted[l] * s[Lanes * j + l];
                }
                EACH_LANE to[Lanes * (1 + i) + l] += weight[l] * product[l];
            }
        }
    }

    double greatest = *std::max_element(alphas, alphas + components), exponentials = 0;
    for (int k = 0; k < components; k++) exponentials += std::exp(alphas[k] - greatest);
    for (int k = 0; k < components; k++) {
        const double* from = by + (long)Lanes * k * (1 + d + size);
        byAlphas[k] = -points * std::exp(alphas[k] - greatest) / exponentials;
        for (int i = 0; i < d; i++) byMeans[k * d + i] = 0;
        EACH_LANE byAlphas[k] += from[l];
        for (int i = 0; i < d; i++) EACH_LANE byMeans[k * d + i] += from[Lanes * (1 + i) + l];
        for (int i = 0; i < size; i++) EACH_LANE byIcf[k * size + i] += from[Lanes * (1 + d + i) + l];
    }
    return constant + sum - points * (greatest + std::log(exponentials)) + prior;
}
