// ADBench's LSTM: backpropagation through time. Cells of a layer do not meet, so that all loops over them are loops of vectors.
#include "twins.h"

#include <vector>

enum { Forget, Ingate, Outgate, Change, Cell, CellTanh, Hidden, Kept };

static void run_layer(
    const double* __restrict layer, const double* __restrict input, const double* __restrict before, double* __restrict kept, int b) {
    const double *weight = layer, *bias = layer + 4 * b;
#pragma GCC ivdep
    for (int i = 0; i < b; i++) {
        double hidden = before[Hidden * b + i];
        double forget = 1 / (1 + std::exp(-(input[i] * weight[i] + bias[i])));
        double ingate = 1 / (1 + std::exp(-(hidden * weight[b + i] + bias[b + i])));
        double outgate = 1 / (1 + std::exp(-(input[i] * weight[2 * b + i] + bias[2 * b + i])));
        double change = std::tanh(hidden * weight[3 * b + i] + bias[3 * b + i]);
        double cell = before[Cell * b + i] * forget + ingate * change, tanh = std::tanh(cell);
        kept[i] = forget;
        kept[Ingate * b + i] = ingate;
        kept[Outgate * b + i] = outgate;
        kept[Change * b + i] = change;
        kept[Cell * b + i] = cell;
        kept[CellTanh * b + i] = tanh;
        kept[Hidden * b + i] = outgate * tanh;
    }
}

static void go_back(
    const double* __restrict weight, const double* __restrict input, const double* __restrict before, const double* __restrict kept,
    double* __restrict byLayer, double* __restrict byInput, double* __restrict byHidden, double* __restrict byCell, int b) {
#pragma GCC ivdep
    for (int i = 0; i < b; i++) {
        double forget = kept[i], ingate = kept[Ingate * b + i], outgate = kept[Outgate * b + i];
        double change = kept[Change * b + i], tanh = kept[CellTanh * b + i], hidden = before[Hidden * b + i];
        double by = byCell[i] + byHidden[i] * outgate * (1 - tanh * tanh);
        double byOutgate = byHidden[i] * tanh * outgate * (1 - outgate);
        double byForget = by * before[Cell * b + i] * forget * (1 - forget);
        double byIngate = by * change * ingate * (1 - ingate);
        double byChange = by * ingate * (1 - change * change);
        byCell[i] = by * forget;
        byHidden[i] = byIngate * weight[b + i] + byChange * weight[3 * b + i];
        byInput[i] += byForget * weight[i] + byOutgate * weight[2 * b + i];
        byLayer[i] += byForget * input[i];
        byLayer[b + i] += byIngate * hidden;
        byLayer[2 * b + i] += byOutgate * input[i];
        byLayer[3 * b + i] += byChange * hidden;
        byLayer[4 * b + i] += byForget;
        byLayer[5 * b + i] += byIngate;
        byLayer[6 * b + i] += byOutgate;
        byLayer[7 * b + i] += byChange;
    }
}

TWIN double long_short_term_memory(
    const double* p, const double* state, const double* sequence, int layers, int b, int steps, double* g) {
    const double* extra = p + 8 * layers * b;
    double* byExtra = g + 8 * layers * b;
    static thread_local std::vector<double> memory;
    memory.assign((long)(steps + 1) * layers * Kept * b + (long)steps * b + (2 * layers + 2) * b, 0.0);
    double* kept = memory.data();
    double* byPrediction = kept + (long)(steps + 1) * layers * Kept * b;
    double *byHidden = byPrediction + (long)steps * b, *byCell = byHidden + layers * b;
    double *first = byCell + layers * b, *byInput = first + b;
    auto of = [&](int step, int layer) { return kept + ((long)step * layers + layer) * Kept * b; };
    for (int l = 0; l < layers; l++) {
        std::memcpy(of(0, l) + Hidden * b, state + 2 * l * b, sizeof(double) * b);
        std::memcpy(of(0, l) + Cell * b, state + (2 * l + 1) * b, sizeof(double) * b);
    }

    double total = 0;
    for (int t = 0; t < steps; t++) {
        const double *character = sequence + t * b, *next = character + b;
        for (int i = 0; i < b; i++) first[i] = character[i] * extra[i];
        const double* input = first;
        for (int l = 0; l < layers; l++) {
            run_layer(p + 8 * l * b, input, of(t, l), of(t + 1, l), b);
            input = of(t + 1, l) + Hidden * b;
        }
        double sum = 2, bits = 0, products = 0;
        double* __restrict by = byPrediction + (long)t * b;
        for (int i = 0; i < b; i++) {
            double prediction = input[i] * extra[b + i] + extra[2 * b + i];
            by[i] = std::exp(prediction);
            sum += by[i];
            bits += next[i];
            products += next[i] * prediction;
        }
        total += products - bits * std::log(sum);
        for (int i = 0; i < b; i++) by[i] = next[i] - bits / sum * by[i];
    }

    std::memset(g, 0, sizeof(double) * (8 * layers + 3) * b);
    double scale = -1.0 / ((double)steps * b);
    for (int t = steps - 1; t >= 0; t--) {
        const double* character = sequence + t * b;
        const double* top = of(t + 1, layers - 1) + Hidden * b;
        for (int i = 0; i < b; i++) {
            double by = scale * byPrediction[(long)t * b + i];
            byExtra[b + i] += by * top[i];
            byExtra[2 * b + i] += by;
            byHidden[(layers - 1) * b + i] += by * extra[b + i];
            first[i] = character[i] * extra[i];
            byInput[i] = 0;
        }
        for (int l = layers - 1; l >= 0; l--)
            go_back(
                p + 8 * l * b, l > 0 ? of(t + 1, l - 1) + Hidden * b : first, of(t, l), of(t + 1, l), g + 8 * l * b,
                l > 0 ? byHidden + (l - 1) * b : byInput, byHidden + l * b, byCell + l * b, b);
        for (int i = 0; i < b; i++) byExtra[i] += byInput[i] * character[i];
    }
    return scale * total;
}
