// ADBench's bundle adjustment: both rows of an observation from one pass forward.
#include "twins.h"

struct Vector { double x, y, z; };

static inline Vector operator*(double f, Vector v) { return {f * v.x, f * v.y, f * v.z}; }
static inline Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
static inline double dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static inline Vector cross(Vector a, Vector b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }

struct Rotation {
    Vector point, unit, turned;
    double along, sine, cosine, inverse;
    bool none;

    Rotation(Vector axis, Vector p) : point(p) {
        double angle = std::sqrt(dot(axis, axis));
        none = angle == 0;
        inverse = none ? 1 : 1 / angle;
        sine = std::sin(angle);
        cosine = std::cos(angle);
        unit = inverse * axis;
        turned = cross(unit, p);
        along = dot(unit, p);
    }

    Vector rotated() const { return cosine * point + sine * turned + (along * (1 - cosine)) * unit; }

    // Writes the derivatives by the axis, by the centre and by the point.
    void back(Vector g, double* row) const {
        double rest = 1 - cosine, projection = dot(unit, g);
        Vector byPoint = cosine * g + sine * cross(g, unit) + (projection * rest) * unit;
        Vector byAxis = cross(point, g);
        if (!none) {
            Vector byUnit = sine * byAxis + (rest * along) * g + (rest * projection) * point;
            double byAngle = cosine * dot(g, turned) + sine * (along * projection - dot(g, point));
            byAxis = inverse * byUnit + (byAngle - inverse * dot(unit, byUnit)) * unit;
        }
        row[0] = byAxis.x, row[1] = byAxis.y, row[2] = byAxis.z;
        row[3] = -byPoint.x, row[4] = -byPoint.y, row[5] = -byPoint.z;
        row[11] = byPoint.x, row[12] = byPoint.y, row[13] = byPoint.z;
    }
};

TWIN double bundle_adjustment(const double* p, const double* features, int cameras, int points, int observations, double* jacobian) {
    double sum = 0;
    for (int i = 0; i < observations; i++) {
        const double* c = p + 11 * (i % cameras);
        const double* q = p + 11 * cameras + 3 * (i % points);
        double weight = p[11 * cameras + 3 * points + i];
        Rotation rotation({c[0], c[1], c[2]}, {q[0] - c[3], q[1] - c[4], q[2] - c[5]});
        Vector seen = rotation.rotated();
        double inverse = 1 / seen.z, x = seen.x * inverse, y = seen.y * inverse, radius = x * x + y * y;
        double distortion = 1 + c[9] * radius + c[10] * radius * radius;
        double residualX = x * distortion * c[6] + c[7] - features[2 * i];
        double residualY = y * distortion * c[6] + c[8] - features[2 * i + 1];
        double change = 2 * (c[9] + 2 * c[10] * radius), weighted = weight * c[6];
        double xByX = weighted * (distortion + change * x * x), mixed = weighted * change * x * y;
        double yByY = weighted * (distortion + change * y * y);
        double *rowX = jacobian + 30L * i, *rowY = rowX + 15;
        rotation.back({xByX * inverse, mixed * inverse, -(xByX * x + mixed * y) * inverse}, rowX);
        rotation.back({mixed * inverse, yByY * inverse, -(mixed * x + yByY * y) * inverse}, rowY);
        rowX[6] = weight * x * distortion, rowY[6] = weight * y * distortion;
        rowX[7] = weight, rowX[8] = 0, rowY[7] = 0, rowY[8] = weight;
        rowX[9] = weighted * x * radius, rowY[9] = weighted * y * radius;
        rowX[10] = rowX[9] * radius, rowY[10] = rowY[9] * radius;
        rowX[14] = residualX, rowY[14] = residualY;
        jacobian[30L * observations + i] = -2 * weight;
        sum += weight * (residualX + residualY) + 1 - weight * weight;
    }
    return sum;
}
