// Sums over elements: everything is in one loop, and no iteration needs another.
#include "twins.h"

TWIN double sum_of_squares(const double* __restrict x, int n, double* __restrict g) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += x[i] * x[i];
        g[i] = 2 * x[i];
    }
    return sum;
}

TWIN double rosenbrock(const double* __restrict x, int n, double* __restrict g) {
    // Terms are shared by neighbours: each element of the gradient is computed from both, so that no iteration waits for another.
    double sum = 0;
    for (int i = 0; i < n - 1; i++) {
        double valley = x[i + 1] - x[i] * x[i], slope = 1 - x[i];
        sum += 100 * valley * valley + slope * slope;
    }
    for (int i = 1; i < n - 1; i++) {
        g[i] = 200 * (x[i] - x[i - 1] * x[i - 1]) - 400 * (x[i + 1] - x[i] * x[i]) * x[i] - 2 * (1 - x[i]);
    }
    g[0] = -400 * (x[1] - x[0] * x[0]) * x[0] - 2 * (1 - x[0]);
    g[n - 1] = 200 * (x[n - 1] - x[n - 2] * x[n - 2]);
    return sum;
}

template <typename T>
static T chain_of(const T* __restrict x, int n, T a, T b, T* __restrict byX, T* byA, T* byB) {
    T sum = 0, sumByA = 0, sumByB = 0;
    for (int i = 0; i < n; i++) {
        T sigmoid = 1 / (1 + std::exp(-(a * x[i] + b)));
        T tanh = std::tanh(x[i]);
        T product = sigmoid * tanh;
        T byArgument = product * (1 - sigmoid);
        sum += product;
        sumByA += byArgument * x[i];
        sumByB += byArgument;
        byX[i] = byArgument * a + sigmoid * (1 - tanh * tanh);
    }
    *byA = sumByA;
    *byB = sumByB;
    return sum;
}

// The point is a, b and then the elements.
TWIN double chain(const double* p, int n, double* g) { return chain_of(p + 2, n, p[0], p[1], g + 2, g, g + 1); }

TWIN float chain_single(const float* p, int n, float* g) { return chain_of(p + 2, n, p[0], p[1], g + 2, g, g + 1); }

// The point is spots, volatilities and the rate.
TWIN double black_scholes(
    const double* __restrict p, const double* __restrict strike, const double* __restrict time, int n, double* __restrict g) {
    const double* spot = p;
    const double* volatility = p + n;
    double rate = p[2 * n], sum = 0, rho = 0;
    for (int i = 0; i < n; i++) {
        double root = std::sqrt(time[i]), deviation = volatility[i] * root;
        double d1 = (std::log(spot[i] / strike[i]) + (rate + 0.5 * volatility[i] * volatility[i]) * time[i]) / deviation;
        double cdf1 = 0.5 * std::erfc(-d1 * 0.7071067811865476);
        double cdf2 = 0.5 * std::erfc((deviation - d1) * 0.7071067811865476);
        double discounted = strike[i] * std::exp(-rate * time[i]) * cdf2;
        g[i] = cdf1;
        g[n + i] = spot[i] * root * 0.3989422804014327 * std::exp(-0.5 * d1 * d1);
        rho += time[i] * discounted;
        sum += spot[i] * cdf1 - discounted;
    }
    g[2 * n] = rho;
    return sum;
}
