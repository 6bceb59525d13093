namespace System.Numerics;

/// <summary>The twin of the vector of four numbers: its functions.</summary>
public partial struct Vector4
{
    public static Vector4 Abs(Vector4 value) => new(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z), MathF.Abs(value.W));

    public static Vector4 SquareRoot(Vector4 value) =>
        new(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z), MathF.Sqrt(value.W));

    public static Vector4 Cos(Vector4 vector) => new(MathF.Cos(vector.X), MathF.Cos(vector.Y), MathF.Cos(vector.Z), MathF.Cos(vector.W));

    public static Vector4 Sin(Vector4 vector) => new(MathF.Sin(vector.X), MathF.Sin(vector.Y), MathF.Sin(vector.Z), MathF.Sin(vector.W));

    public static Vector4 Exp(Vector4 vector) => new(MathF.Exp(vector.X), MathF.Exp(vector.Y), MathF.Exp(vector.Z), MathF.Exp(vector.W));

    public static Vector4 Log(Vector4 vector) => new(MathF.Log(vector.X), MathF.Log(vector.Y), MathF.Log(vector.Z), MathF.Log(vector.W));

    public static Vector4 Log2(Vector4 vector) =>
        new(MathF.Log2(vector.X), MathF.Log2(vector.Y), MathF.Log2(vector.Z), MathF.Log2(vector.W));

    public static Vector4 Round(Vector4 vector) =>
        new(MathF.Round(vector.X), MathF.Round(vector.Y), MathF.Round(vector.Z), MathF.Round(vector.W));

    public static Vector4 Truncate(Vector4 vector) =>
        new(MathF.Truncate(vector.X), MathF.Truncate(vector.Y), MathF.Truncate(vector.Z), MathF.Truncate(vector.W));

    public static Vector4 RadiansToDegrees(Vector4 vector) =>
        new(vector.X * (180f / MathF.PI), vector.Y * (180f / MathF.PI), vector.Z * (180f / MathF.PI), vector.W * (180f / MathF.PI));

    public static Vector4 DegreesToRadians(Vector4 degrees) =>
        new(degrees.X * (MathF.PI / 180f), degrees.Y * (MathF.PI / 180f), degrees.Z * (MathF.PI / 180f), degrees.W * (MathF.PI / 180f));

    public static Vector4 Round(Vector4 vector, MidpointRounding mode) =>
        new(MathF.Round(vector.X, mode), MathF.Round(vector.Y, mode), MathF.Round(vector.Z, mode), MathF.Round(vector.W, mode));

    public static (Vector4 Sin, Vector4 Cos) SinCos(Vector4 vector) => (Sin(vector), Cos(vector));

    public static Vector4 Max(Vector4 value1, Vector4 value2) =>
        new(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y), MathF.Max(value1.Z, value2.Z), MathF.Max(value1.W, value2.W));

    public static Vector4 Min(Vector4 value1, Vector4 value2) =>
        new(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y), MathF.Min(value1.Z, value2.Z), MathF.Min(value1.W, value2.W));

    public static Vector4 MaxMagnitude(Vector4 value1, Vector4 value2) => new(
        MathF.MaxMagnitude(value1.X, value2.X),
        MathF.MaxMagnitude(value1.Y, value2.Y),
        MathF.MaxMagnitude(value1.Z, value2.Z),
        MathF.MaxMagnitude(value1.W, value2.W));

    public static Vector4 MinMagnitude(Vector4 value1, Vector4 value2) => new(
        MathF.MinMagnitude(value1.X, value2.X),
        MathF.MinMagnitude(value1.Y, value2.Y),
        MathF.MinMagnitude(value1.Z, value2.Z),
        MathF.MinMagnitude(value1.W, value2.W));

    public static Vector4 MaxNative(Vector4 left, Vector4 right) => Max(left, right);

    public static Vector4 MinNative(Vector4 left, Vector4 right) => Min(left, right);

    public static Vector4 MaxNumber(Vector4 left, Vector4 right) => new(
        Number.MaxNumber(left.X, right.X),
        Number.MaxNumber(left.Y, right.Y),
        Number.MaxNumber(left.Z, right.Z),
        Number.MaxNumber(left.W, right.W));

    public static Vector4 MinNumber(Vector4 left, Vector4 right) => new(
        Number.MinNumber(left.X, right.X),
        Number.MinNumber(left.Y, right.Y),
        Number.MinNumber(left.Z, right.Z),
        Number.MinNumber(left.W, right.W));

    public static Vector4 MaxMagnitudeNumber(Vector4 left, Vector4 right) => new(
        Number.MaxMagnitudeNumber(left.X, right.X),
        Number.MaxMagnitudeNumber(left.Y, right.Y),
        Number.MaxMagnitudeNumber(left.Z, right.Z),
        Number.MaxMagnitudeNumber(left.W, right.W));

    public static Vector4 MinMagnitudeNumber(Vector4 left, Vector4 right) => new(
        Number.MinMagnitudeNumber(left.X, right.X),
        Number.MinMagnitudeNumber(left.Y, right.Y),
        Number.MinMagnitudeNumber(left.Z, right.Z),
        Number.MinMagnitudeNumber(left.W, right.W));

    public static Vector4 CopySign(Vector4 value, Vector4 sign) => new(
        MathF.CopySign(value.X, sign.X),
        MathF.CopySign(value.Y, sign.Y),
        MathF.CopySign(value.Z, sign.Z),
        MathF.CopySign(value.W, sign.W));

    public static Vector4 Hypot(Vector4 x, Vector4 y) =>
        new(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y), float.Hypot(x.Z, y.Z), float.Hypot(x.W, y.W));

    public static Vector4 Clamp(Vector4 value1, Vector4 min, Vector4 max) => new(
        Number.Clamp(value1.X, min.X, max.X),
        Number.Clamp(value1.Y, min.Y, max.Y),
        Number.Clamp(value1.Z, min.Z, max.Z),
        Number.Clamp(value1.W, min.W, max.W));

    public static Vector4 ClampNative(Vector4 value1, Vector4 min, Vector4 max) => Clamp(value1, min, max);

    public static Vector4 FusedMultiplyAdd(Vector4 left, Vector4 right, Vector4 addend) => new(
        MathF.FusedMultiplyAdd(left.X, right.X, addend.X),
        MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y),
        MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z),
        MathF.FusedMultiplyAdd(left.W, right.W, addend.W));

    public static Vector4 MultiplyAddEstimate(Vector4 left, Vector4 right, Vector4 addend) => left * right + addend;

    public static Vector4 Lerp(Vector4 value1, Vector4 value2, float amount) => value1 * (1f - amount) + value2 * amount;

    public static Vector4 Lerp(Vector4 value1, Vector4 value2, Vector4 amount) => value1 * (One - amount) + value2 * amount;

    public static float Dot(Vector4 vector1, Vector4 vector2) =>
        vector1.X * vector2.X + vector1.Y * vector2.Y + vector1.Z * vector2.Z + vector1.W * vector2.W;

    public static float Sum(Vector4 value) => value.X + value.Y + value.Z + value.W;

    /// <summary>Of homogeneous coordinates: the weights are multiplied.</summary>
    public static Vector4 Cross(Vector4 vector1, Vector4 vector2) => new(
        vector1.Y * vector2.Z - vector1.Z * vector2.Y,
        vector1.Z * vector2.X - vector1.X * vector2.Z,
        vector1.X * vector2.Y - vector1.Y * vector2.X,
        vector1.W * vector2.W);

    public static float DistanceSquared(Vector4 value1, Vector4 value2) => (value1 - value2).LengthSquared();

    public static float Distance(Vector4 value1, Vector4 value2) => (value1 - value2).Length();

    public static Vector4 Normalize(Vector4 vector) => vector / vector.Length();

    public static Vector4 Transform(Vector2 position, Matrix4x4 matrix) => new(
        position.X * matrix.M11 + position.Y * matrix.M21 + matrix.M41,
        position.X * matrix.M12 + position.Y * matrix.M22 + matrix.M42,
        position.X * matrix.M13 + position.Y * matrix.M23 + matrix.M43,
        position.X * matrix.M14 + position.Y * matrix.M24 + matrix.M44);

    public static Vector4 Transform(Vector3 position, Matrix4x4 matrix) => new(
        position.X * matrix.M11 + position.Y * matrix.M21 + position.Z * matrix.M31 + matrix.M41,
        position.X * matrix.M12 + position.Y * matrix.M22 + position.Z * matrix.M32 + matrix.M42,
        position.X * matrix.M13 + position.Y * matrix.M23 + position.Z * matrix.M33 + matrix.M43,
        position.X * matrix.M14 + position.Y * matrix.M24 + position.Z * matrix.M34 + matrix.M44);

    public static Vector4 Transform(Vector4 vector, Matrix4x4 matrix) => new(
        vector.X * matrix.M11 + vector.Y * matrix.M21 + vector.Z * matrix.M31 + vector.W * matrix.M41,
        vector.X * matrix.M12 + vector.Y * matrix.M22 + vector.Z * matrix.M32 + vector.W * matrix.M42,
        vector.X * matrix.M13 + vector.Y * matrix.M23 + vector.Z * matrix.M33 + vector.W * matrix.M43,
        vector.X * matrix.M14 + vector.Y * matrix.M24 + vector.Z * matrix.M34 + vector.W * matrix.M44);

    public static Vector4 Transform(Vector2 value, Quaternion rotation) => Transform(new Vector3(value, 0), rotation);

    public static Vector4 Transform(Vector3 value, Quaternion rotation) => Transform(new Vector4(value, 1), rotation);

    /// <summary>The product q·v·q* with a quaternion v: its scalar part is scaled by the square of the length of q.</summary>
    public static Vector4 Transform(Vector4 value, Quaternion rotation) =>
        new(Vector3.Transform(new Vector3(value.X, value.Y, value.Z), rotation), value.W * rotation.LengthSquared());

    public static bool EqualsAll(Vector4 left, Vector4 right) =>
        left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    public static bool EqualsAny(Vector4 left, Vector4 right) =>
        left.X == right.X || left.Y == right.Y || left.Z == right.Z || left.W == right.W;

    public static bool GreaterThanAll(Vector4 left, Vector4 right) =>
        left.X > right.X && left.Y > right.Y && left.Z > right.Z && left.W > right.W;

    public static bool GreaterThanAny(Vector4 left, Vector4 right) =>
        left.X > right.X || left.Y > right.Y || left.Z > right.Z || left.W > right.W;

    public static bool GreaterThanOrEqualAll(Vector4 left, Vector4 right) =>
        left.X >= right.X && left.Y >= right.Y && left.Z >= right.Z && left.W >= right.W;

    public static bool GreaterThanOrEqualAny(Vector4 left, Vector4 right) =>
        left.X >= right.X || left.Y >= right.Y || left.Z >= right.Z || left.W >= right.W;

    public static bool LessThanAll(Vector4 left, Vector4 right) =>
        left.X < right.X && left.Y < right.Y && left.Z < right.Z && left.W < right.W;

    public static bool LessThanAny(Vector4 left, Vector4 right) =>
        left.X < right.X || left.Y < right.Y || left.Z < right.Z || left.W < right.W;

    public static bool LessThanOrEqualAll(Vector4 left, Vector4 right) =>
        left.X <= right.X && left.Y <= right.Y && left.Z <= right.Z && left.W <= right.W;

    public static bool LessThanOrEqualAny(Vector4 left, Vector4 right) =>
        left.X <= right.X || left.Y <= right.Y || left.Z <= right.Z || left.W <= right.W;

    public readonly float LengthSquared() => Dot(this, this);

    public readonly float Length() => Number.Root(LengthSquared());
}
