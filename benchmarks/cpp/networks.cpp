// Losses of models: products of rows, and sums of rows.
#include "twins.h"

#include <algorithm>
#include <vector>

template <typename T>
static T dot(const T* __restrict a, const T* __restrict b, int n) {
    T sum = 0;
    for (int i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

template <typename T>
static void add(T factor, const T* __restrict x, T* __restrict to, int n) {
    for (int i = 0; i < n; i++) to[i] += factor * x[i];
}

TWIN double logistic_loss(
    const double* w, const double* __restrict x, const double* __restrict y, int features, int samples, double* __restrict g) {
    // Blocks of samples, so that their exponentials and logarithms are a loop of their own.
    const int Block = 64;
    double z[Block], residual[Block], loss = 0;
    std::memset(g, 0, sizeof(double) * features);
    for (int first = 0; first < samples; first += Block) {
        int count = std::min(Block, samples - first);
        for (int n = 0; n < count; n++) z[n] = dot(w, x + (long)(first + n) * features, features);
        for (int n = 0; n < count; n++) {
            double e = std::exp(-std::fabs(z[n]));
            loss += std::fmax(z[n], 0.0) + std::log(1 + e) - y[first + n] * z[n];
            residual[n] = (z[n] >= 0 ? 1 : e) / (1 + e) - y[first + n];
        }
        for (int n = 0; n < count; n++) add(residual[n], x + (long)(first + n) * features, g, features);
    }
    return loss;
}

TWIN double perceptron(const double* p, const double* x, const double* y, int samples, double* g) {
    const int Features = 16, Inner = 64;
    const int B1 = Inner * Features, W2 = B1 + Inner, B2 = W2 + Inner * Inner, W3 = B2 + Inner, B3 = W3 + Inner;
    double h1[Inner], h2[Inner], back[Inner], loss = 0;
    std::memset(g, 0, sizeof(double) * (B3 + 1));
    for (int n = 0; n < samples; n++) {
        const double* row = x + n * Features;
        for (int j = 0; j < Inner; j++) h1[j] = p[B1 + j] + dot(p + j * Features, row, Features);
        for (int j = 0; j < Inner; j++) h1[j] = std::tanh(h1[j]);
        for (int j = 0; j < Inner; j++) h2[j] = p[B2 + j] + dot(p + W2 + j * Inner, h1, Inner);
        for (int j = 0; j < Inner; j++) h2[j] = std::tanh(h2[j]);
        double residual = p[B3] + dot(p + W3, h2, Inner) - y[n], by = 2 * residual;
        loss += residual * residual;
        g[B3] += by;
        add(by, h2, g + W3, Inner);
        std::memset(back, 0, sizeof back);
        for (int j = 0; j < Inner; j++) {
            double bz = by * p[W3 + j] * (1 - h2[j] * h2[j]);
            g[B2 + j] += bz;
            add(bz, h1, g + W2 + j * Inner, Inner);
            add(bz, p + W2 + j * Inner, back, Inner);
        }
        for (int j = 0; j < Inner; j++) {
            double bz = back[j] * (1 - h1[j] * h1[j]);
            g[B1 + j] += bz;
            add(bz, row, g + j * Features, Features);
        }
    }
    return loss;
}

TWIN float classifier(const float* p, const float* x, const int* labels, int samples, float* g) {
    const int Features = 784, Inner = 128, Classes = 10;
    const int B1 = Inner * Features, W2 = B1 + Inner, B2 = W2 + Classes * Inner;
    static thread_local std::vector<float> memory;
    memory.assign(2L * samples * Inner, 0.0f);
    float *hidden = memory.data(), *back = hidden + (long)samples * Inner, output[Classes], loss = 0;
    std::memset(g, 0, sizeof(float) * (B2 + Classes));

    // A row of weights stays in the nearest cache while all samples pass.
    for (int j = 0; j < Inner; j++)
        for (int n = 0; n < samples; n++) hidden[n * Inner + j] = std::fmax(p[B1 + j] + dot(p + j * Features, x + n * Features, Features), 0.0f);
    for (int n = 0; n < samples; n++) {
        const float* h = hidden + n * Inner;
        float max = -1e30f, sum = 0;
        for (int j = 0; j < Classes; j++) {
            output[j] = p[B2 + j] + dot(p + W2 + j * Inner, h, Inner);
            max = std::fmax(max, output[j]);
        }
        float right = output[labels[n]];
        for (int j = 0; j < Classes; j++) sum += output[j] = std::exp(output[j] - max);
        for (int j = 0; j < Classes; j++) output[j] /= sum;
        output[labels[n]] -= 1;
        loss += max + std::log(sum) - right;
        for (int j = 0; j < Classes; j++) {
            g[B2 + j] += output[j];
            add(output[j], h, g + W2 + j * Inner, Inner);
            add(output[j], p + W2 + j * Inner, back + n * Inner, Inner);
        }
    }
    for (int j = 0; j < Inner; j++)
        for (int n = 0; n < samples; n++)
            if (hidden[n * Inner + j] > 0) {
                g[B1 + j] += back[n * Inner + j];
                add(back[n * Inner + j], x + n * Features, g + j * Features, Features);
            }
    return loss;
}
