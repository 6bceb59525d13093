namespace System.Numerics;

/// <summary>The twin of the vector of three numbers: its functions.</summary>
public partial struct Vector3
{
    public static Vector3 Abs(Vector3 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z));

    public static Vector3 SquareRoot(Vector3 value) => new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z));

    public static Vector3 Cos(Vector3 vector) => new(MathF.Cos(vector.X), MathF.Cos(vector.Y), MathF.Cos(vector.Z));

    public static Vector3 Sin(Vector3 vector) => new(MathF.Sin(vector.X), MathF.Sin(vector.Y), MathF.Sin(vector.Z));

    public static Vector3 Exp(Vector3 vector) => new(MathF.Exp(vector.X), MathF.Exp(vector.Y), MathF.Exp(vector.Z));

    public static Vector3 Log(Vector3 vector) => new(MathF.Log(vector.X), MathF.Log(vector.Y), MathF.Log(vector.Z));

    public static Vector3 Log2(Vector3 vector) => new(MathF.Log2(vector.X), MathF.Log2(vector.Y), MathF.Log2(vector.Z));

    public static Vector3 Round(Vector3 vector) => new(MathF.Round(vector.X), MathF.Round(vector.Y), MathF.Round(vector.Z));

    public static Vector3 Truncate(Vector3 vector) => new(MathF.Truncate(vector.X), MathF.Truncate(vector.Y), MathF.Truncate(vector.Z));

    public static Vector3 RadiansToDegrees(Vector3 vector) =>
        new(vector.X * (180f / MathF.PI), vector.Y * (180f / MathF.PI), vector.Z * (180f / MathF.PI));

    public static Vector3 DegreesToRadians(Vector3 degrees) =>
        new(degrees.X * (MathF.PI / 180f), degrees.Y * (MathF.PI / 180f), degrees.Z * (MathF.PI / 180f));

    public static Vector3 Round(Vector3 vector, MidpointRounding mode) =>
        new(MathF.Round(vector.X, mode), MathF.Round(vector.Y, mode), MathF.Round(vector.Z, mode));

    public static (Vector3 Sin, Vector3 Cos) SinCos(Vector3 vector) => (Sin(vector), Cos(vector));

    public static Vector3 Max(Vector3 value1, Vector3 value2) =>
        new(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y), MathF.Max(value1.Z, value2.Z));

    public static Vector3 Min(Vector3 value1, Vector3 value2) =>
        new(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y), MathF.Min(value1.Z, value2.Z));

    public static Vector3 MaxMagnitude(Vector3 value1, Vector3 value2) =>
        new(MathF.MaxMagnitude(value1.X, value2.X), MathF.MaxMagnitude(value1.Y, value2.Y), MathF.MaxMagnitude(value1.Z, value2.Z));

    public static Vector3 MinMagnitude(Vector3 value1, Vector3 value2) =>
        new(MathF.MinMagnitude(value1.X, value2.X), MathF.MinMagnitude(value1.Y, value2.Y), MathF.MinMagnitude(value1.Z, value2.Z));

    public static Vector3 MaxNative(Vector3 left, Vector3 right) => Max(left, right);

    public static Vector3 MinNative(Vector3 left, Vector3 right) => Min(left, right);

    public static Vector3 MaxNumber(Vector3 left, Vector3 right) =>
        new(Number.MaxNumber(left.X, right.X), Number.MaxNumber(left.Y, right.Y), Number.MaxNumber(left.Z, right.Z));

    public static Vector3 MinNumber(Vector3 left, Vector3 right) =>
        new(Number.MinNumber(left.X, right.X), Number.MinNumber(left.Y, right.Y), Number.MinNumber(left.Z, right.Z));

    public static Vector3 MaxMagnitudeNumber(Vector3 left, Vector3 right) => new(
        Number.MaxMagnitudeNumber(left.X, right.X),
        Number.MaxMagnitudeNumber(left.Y, right.Y),
        Number.MaxMagnitudeNumber(left.Z, right.Z));

    public static Vector3 MinMagnitudeNumber(Vector3 left, Vector3 right) => new(
        Number.MinMagnitudeNumber(left.X, right.X),
        Number.MinMagnitudeNumber(left.Y, right.Y),
        Number.MinMagnitudeNumber(left.Z, right.Z));

    public static Vector3 CopySign(Vector3 value, Vector3 sign) =>
        new(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y), MathF.CopySign(value.Z, sign.Z));

    public static Vector3 Hypot(Vector3 x, Vector3 y) => new(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y), float.Hypot(x.Z, y.Z));

    public static Vector3 Clamp(Vector3 value1, Vector3 min, Vector3 max) =>
        new(Number.Clamp(value1.X, min.X, max.X), Number.Clamp(value1.Y, min.Y, max.Y), Number.Clamp(value1.Z, min.Z, max.Z));

    public static Vector3 ClampNative(Vector3 value1, Vector3 min, Vector3 max) => Clamp(value1, min, max);

    public static Vector3 FusedMultiplyAdd(Vector3 left, Vector3 right, Vector3 addend) => new(
        MathF.FusedMultiplyAdd(left.X, right.X, addend.X),
        MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y),
        MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z));

    public static Vector3 MultiplyAddEstimate(Vector3 left, Vector3 right, Vector3 addend) => left * right + addend;

    public static Vector3 Lerp(Vector3 value1, Vector3 value2, float amount) => value1 * (1f - amount) + value2 * amount;

    public static Vector3 Lerp(Vector3 value1, Vector3 value2, Vector3 amount) => value1 * (One - amount) + value2 * amount;

    public static float Dot(Vector3 vector1, Vector3 vector2) => vector1.X * vector2.X + vector1.Y * vector2.Y + vector1.Z * vector2.Z;

    public static float Sum(Vector3 value) => value.X + value.Y + value.Z;

    public static Vector3 Cross(Vector3 vector1, Vector3 vector2) => new(
        vector1.Y * vector2.Z - vector1.Z * vector2.Y,
        vector1.Z * vector2.X - vector1.X * vector2.Z,
        vector1.X * vector2.Y - vector1.Y * vector2.X);

    public static float DistanceSquared(Vector3 value1, Vector3 value2) => (value1 - value2).LengthSquared();

    public static float Distance(Vector3 value1, Vector3 value2) => (value1 - value2).Length();

    public static Vector3 Normalize(Vector3 value) => value / value.Length();

    public static Vector3 Reflect(Vector3 vector, Vector3 normal) => vector - normal * (2f * Dot(vector, normal));

    public static Vector3 Transform(Vector3 position, Matrix4x4 matrix) => new(
        position.X * matrix.M11 + position.Y * matrix.M21 + position.Z * matrix.M31 + matrix.M41,
        position.X * matrix.M12 + position.Y * matrix.M22 + position.Z * matrix.M32 + matrix.M42,
        position.X * matrix.M13 + position.Y * matrix.M23 + position.Z * matrix.M33 + matrix.M43);

    public static Vector3 TransformNormal(Vector3 normal, Matrix4x4 matrix) => new(
        normal.X * matrix.M11 + normal.Y * matrix.M21 + normal.Z * matrix.M31,
        normal.X * matrix.M12 + normal.Y * matrix.M22 + normal.Z * matrix.M32,
        normal.X * matrix.M13 + normal.Y * matrix.M23 + normal.Z * matrix.M33);

    /// <summary>The product q·v·q*: the vector turned, for a quaternion of length 1.</summary>
    public static Vector3 Transform(Vector3 value, Quaternion rotation)
    {
        Vector3 axis = new(rotation.X, rotation.Y, rotation.Z);
        return value * (rotation.W * rotation.W - Dot(axis, axis)) + axis * (2f * Dot(axis, value))
            + Cross(axis, value) * (2f * rotation.W);
    }

    public static bool EqualsAll(Vector3 left, Vector3 right) => left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    public static bool EqualsAny(Vector3 left, Vector3 right) => left.X == right.X || left.Y == right.Y || left.Z == right.Z;

    public static bool GreaterThanAll(Vector3 left, Vector3 right) => left.X > right.X && left.Y > right.Y && left.Z > right.Z;

    public static bool GreaterThanAny(Vector3 left, Vector3 right) => left.X > right.X || left.Y > right.Y || left.Z > right.Z;

    public static bool GreaterThanOrEqualAll(Vector3 left, Vector3 right) => left.X >= right.X && left.Y >= right.Y && left.Z >= right.Z;

    public static bool GreaterThanOrEqualAny(Vector3 left, Vector3 right) => left.X >= right.X || left.Y >= right.Y || left.Z >= right.Z;

    public static bool LessThanAll(Vector3 left, Vector3 right) => left.X < right.X && left.Y < right.Y && left.Z < right.Z;

    public static bool LessThanAny(Vector3 left, Vector3 right) => left.X < right.X || left.Y < right.Y || left.Z < right.Z;

    public static bool LessThanOrEqualAll(Vector3 left, Vector3 right) => left.X <= right.X && left.Y <= right.Y && left.Z <= right.Z;

    public static bool LessThanOrEqualAny(Vector3 left, Vector3 right) => left.X <= right.X || left.Y <= right.Y || left.Z <= right.Z;

    public readonly float LengthSquared() => Dot(this, this);

    public readonly float Length() => Number.Root(LengthSquared());
}
