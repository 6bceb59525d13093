namespace System.Numerics;

/// <summary>The twin of the vector of two numbers: its functions.</summary>
public partial struct Vector2
{
    public static Vector2 Abs(Vector2 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y));

    public static Vector2 SquareRoot(Vector2 value) => new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y));

    public static Vector2 Cos(Vector2 vector) => new(MathF.Cos(vector.X), MathF.Cos(vector.Y));

    public static Vector2 Sin(Vector2 vector) => new(MathF.Sin(vector.X), MathF.Sin(vector.Y));

    public static Vector2 Exp(Vector2 vector) => new(MathF.Exp(vector.X), MathF.Exp(vector.Y));

    public static Vector2 Log(Vector2 vector) => new(MathF.Log(vector.X), MathF.Log(vector.Y));

    public static Vector2 Log2(Vector2 vector) => new(MathF.Log2(vector.X), MathF.Log2(vector.Y));

    public static Vector2 Round(Vector2 vector) => new(MathF.Round(vector.X), MathF.Round(vector.Y));

    public static Vector2 Truncate(Vector2 vector) => new(MathF.Truncate(vector.X), MathF.Truncate(vector.Y));

    public static Vector2 RadiansToDegrees(Vector2 vector) => new(vector.X * (180f / MathF.PI), vector.Y * (180f / MathF.PI));

    public static Vector2 DegreesToRadians(Vector2 degrees) => new(degrees.X * (MathF.PI / 180f), degrees.Y * (MathF.PI / 180f));

    public static Vector2 Round(Vector2 vector, MidpointRounding mode) => new(MathF.Round(vector.X, mode), MathF.Round(vector.Y, mode));

    public static (Vector2 Sin, Vector2 Cos) SinCos(Vector2 vector) => (Sin(vector), Cos(vector));

    public static Vector2 Max(Vector2 value1, Vector2 value2) => new(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y));

    public static Vector2 Min(Vector2 value1, Vector2 value2) => new(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y));

    public static Vector2 MaxMagnitude(Vector2 value1, Vector2 value2) =>
        new(MathF.MaxMagnitude(value1.X, value2.X), MathF.MaxMagnitude(value1.Y, value2.Y));

    public static Vector2 MinMagnitude(Vector2 value1, Vector2 value2) =>
        new(MathF.MinMagnitude(value1.X, value2.X), MathF.MinMagnitude(value1.Y, value2.Y));

    public static Vector2 MaxNative(Vector2 left, Vector2 right) => Max(left, right);

    public static Vector2 MinNative(Vector2 left, Vector2 right) => Min(left, right);

    public static Vector2 MaxNumber(Vector2 left, Vector2 right) =>
        new(Number.MaxNumber(left.X, right.X), Number.MaxNumber(left.Y, right.Y));

    public static Vector2 MinNumber(Vector2 left, Vector2 right) =>
        new(Number.MinNumber(left.X, right.X), Number.MinNumber(left.Y, right.Y));

    public static Vector2 MaxMagnitudeNumber(Vector2 left, Vector2 right) =>
        new(Number.MaxMagnitudeNumber(left.X, right.X), Number.MaxMagnitudeNumber(left.Y, right.Y));

    public static Vector2 MinMagnitudeNumber(Vector2 left, Vector2 right) =>
        new(Number.MinMagnitudeNumber(left.X, right.X), Number.MinMagnitudeNumber(left.Y, right.Y));

    public static Vector2 CopySign(Vector2 value, Vector2 sign) => new(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y));

    public static Vector2 Hypot(Vector2 x, Vector2 y) => new(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y));

    public static Vector2 Clamp(Vector2 value1, Vector2 min, Vector2 max) =>
        new(Number.Clamp(value1.X, min.X, max.X), Number.Clamp(value1.Y, min.Y, max.Y));

    public static Vector2 ClampNative(Vector2 value1, Vector2 min, Vector2 max) => Clamp(value1, min, max);

    public static Vector2 FusedMultiplyAdd(Vector2 left, Vector2 right, Vector2 addend) =>
        new(MathF.FusedMultiplyAdd(left.X, right.X, addend.X), MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y));

    public static Vector2 MultiplyAddEstimate(Vector2 left, Vector2 right, Vector2 addend) => left * right + addend;

    public static Vector2 Lerp(Vector2 value1, Vector2 value2, float amount) => value1 * (1f - amount) + value2 * amount;

    public static Vector2 Lerp(Vector2 value1, Vector2 value2, Vector2 amount) => value1 * (One - amount) + value2 * amount;

    public static float Dot(Vector2 vector1, Vector2 vector2) => vector1.X * vector2.X + vector1.Y * vector2.Y;

    public static float Sum(Vector2 value) => value.X + value.Y;

    public static float Cross(Vector2 value1, Vector2 value2) => value1.X * value2.Y - value1.Y * value2.X;

    public static float DistanceSquared(Vector2 value1, Vector2 value2) => (value1 - value2).LengthSquared();

    public static float Distance(Vector2 value1, Vector2 value2) => (value1 - value2).Length();

    public static Vector2 Normalize(Vector2 value) => value / value.Length();

    public static Vector2 Reflect(Vector2 vector, Vector2 normal) => vector - normal * (2f * Dot(vector, normal));

    public static Vector2 Transform(Vector2 position, Matrix3x2 matrix) => new(
        position.X * matrix.M11 + position.Y * matrix.M21 + matrix.M31,
        position.X * matrix.M12 + position.Y * matrix.M22 + matrix.M32);

    public static Vector2 Transform(Vector2 position, Matrix4x4 matrix) => new(
        position.X * matrix.M11 + position.Y * matrix.M21 + matrix.M41,
        position.X * matrix.M12 + position.Y * matrix.M22 + matrix.M42);

    public static Vector2 Transform(Vector2 value, Quaternion rotation)
    {
        Vector3 turned = Vector3.Transform(new Vector3(value, 0), rotation);
        return new Vector2(turned.X, turned.Y);
    }

    public static Vector2 TransformNormal(Vector2 normal, Matrix3x2 matrix) => new(
        normal.X * matrix.M11 + normal.Y * matrix.M21, normal.X * matrix.M12 + normal.Y * matrix.M22);

    public static Vector2 TransformNormal(Vector2 normal, Matrix4x4 matrix) => new(
        normal.X * matrix.M11 + normal.Y * matrix.M21, normal.X * matrix.M12 + normal.Y * matrix.M22);

    public static bool EqualsAll(Vector2 left, Vector2 right) => left.X == right.X && left.Y == right.Y;

    public static bool EqualsAny(Vector2 left, Vector2 right) => left.X == right.X || left.Y == right.Y;

    public static bool GreaterThanAll(Vector2 left, Vector2 right) => left.X > right.X && left.Y > right.Y;

    public static bool GreaterThanAny(Vector2 left, Vector2 right) => left.X > right.X || left.Y > right.Y;

    public static bool GreaterThanOrEqualAll(Vector2 left, Vector2 right) => left.X >= right.X && left.Y >= right.Y;

    public static bool GreaterThanOrEqualAny(Vector2 left, Vector2 right) => left.X >= right.X || left.Y >= right.Y;

    public static bool LessThanAll(Vector2 left, Vector2 right) => left.X < right.X && left.Y < right.Y;

    public static bool LessThanAny(Vector2 left, Vector2 right) => left.X < right.X || left.Y < right.Y;

    public static bool LessThanOrEqualAll(Vector2 left, Vector2 right) => left.X <= right.X && left.Y <= right.Y;

    public static bool LessThanOrEqualAny(Vector2 left, Vector2 right) => left.X <= right.X || left.Y <= right.Y;

    public readonly float LengthSquared() => Dot(this, this);

    public readonly float Length() => Number.Root(LengthSquared());
}
