namespace System.Numerics;

/// <summary>The twin of the vector of four numbers: its making, its parts and its arithmetic.</summary>
public partial struct Vector4
{
    public float X;
    public float Y;
    public float Z;
    public float W;

    public Vector4(float value) : this(value, value, value, value)
    {
    }

    public Vector4(Vector2 value, float z, float w) : this(value.X, value.Y, z, w)
    {
    }

    public Vector4(Vector3 value, float w) : this(value.X, value.Y, value.Z, w)
    {
    }

    public Vector4(float x, float y, float z, float w)
    {
        X = x;
        Y = y;
        Z = z;
        W = w;
    }

    public Vector4(ReadOnlySpan<float> values)
    {
        if (values.Length < 4)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        X = values[0];
        Y = values[1];
        Z = values[2];
        W = values[3];
    }

    public static Vector4 Zero => new(0);

    public static Vector4 One => new(1);

    public static Vector4 E => new(MathF.E);

    public static Vector4 Pi => new(MathF.PI);

    public static Vector4 Tau => new(MathF.Tau);

    public static Vector4 Epsilon => new(float.Epsilon);

    public static Vector4 NaN => new(float.NaN);

    public static Vector4 NegativeInfinity => new(float.NegativeInfinity);

    public static Vector4 NegativeZero => new(-0f);

    public static Vector4 PositiveInfinity => new(float.PositiveInfinity);

    public static Vector4 UnitX => new(1, 0, 0, 0);

    public static Vector4 UnitY => new(0, 1, 0, 0);

    public static Vector4 UnitZ => new(0, 0, 1, 0);

    public static Vector4 UnitW => new(0, 0, 0, 1);

    public float this[int index]
    {
        readonly get
        {
            switch (index)
            {
                case 0:
                    return X;
                case 1:
                    return Y;
                case 2:
                    return Z;
                case 3:
                    return W;
                default:
                    throw new ArgumentOutOfRangeException();
            }
        }

        set
        {
            switch (index)
            {
                case 0:
                    X = value;
                    break;
                case 1:
                    Y = value;
                    break;
                case 2:
                    Z = value;
                    break;
                case 3:
                    W = value;
                    break;
                default:
                    throw new ArgumentOutOfRangeException();
            }
        }
    }

    public static Vector4 operator +(Vector4 left, Vector4 right) =>
        new(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    public static Vector4 operator -(Vector4 left, Vector4 right) =>
        new(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    public static Vector4 operator *(Vector4 left, Vector4 right) =>
        new(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    public static Vector4 operator /(Vector4 left, Vector4 right) =>
        new(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    public static Vector4 operator *(Vector4 left, float right) => new(left.X * right, left.Y * right, left.Z * right, left.W * right);

    public static Vector4 operator *(float left, Vector4 right) => new(left * right.X, left * right.Y, left * right.Z, left * right.W);

    public static Vector4 operator /(Vector4 value1, float value2) =>
        new(value1.X / value2, value1.Y / value2, value1.Z / value2, value1.W / value2);

    public static Vector4 operator -(Vector4 value) => new(-value.X, -value.Y, -value.Z, -value.W);

    public static Vector4 operator +(Vector4 value) => value;

    public static Vector4 Add(Vector4 left, Vector4 right) => left + right;

    public static Vector4 Subtract(Vector4 left, Vector4 right) => left - right;

    public static Vector4 Multiply(Vector4 left, Vector4 right) => left * right;

    public static Vector4 Multiply(Vector4 left, float right) => left * right;

    public static Vector4 Multiply(float left, Vector4 right) => left * right;

    public static Vector4 Divide(Vector4 left, Vector4 right) => left / right;

    public static Vector4 Divide(Vector4 left, float divisor) => left / divisor;

    public static Vector4 Negate(Vector4 value) => -value;

    public static Vector4 Create(float value) => new(value);

    public static Vector4 Create(Vector2 vector, float z, float w) => new(vector, z, w);

    public static Vector4 Create(Vector3 vector, float w) => new(vector, w);

    public static Vector4 Create(float x, float y, float z, float w) => new(x, y, z, w);

    public static Vector4 Create(ReadOnlySpan<float> values) => new(values);

    public static Vector4 CreateScalar(float x) => new(x, 0, 0, 0);

    public static Vector4 Shuffle(Vector4 vector, byte xIndex, byte yIndex, byte zIndex, byte wIndex) =>
        new(Lane(vector, xIndex), Lane(vector, yIndex), Lane(vector, zIndex), Lane(vector, wIndex));

    public readonly void CopyTo(float[] array) => CopyTo(array.AsSpan());

    public readonly void CopyTo(float[] array, int index)
    {
        if ((uint)index >= (uint)array.Length)
        {
            throw new ArgumentOutOfRangeException(
                "startIndex", "Index was out of range. Must be non-negative and less than the size of the collection.");
        }

        CopyTo(array.AsSpan(index));
    }

    public readonly void CopyTo(Span<float> destination)
    {
        if (destination.Length < 4)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = X;
        destination[1] = Y;
        destination[2] = Z;
        destination[3] = W;
    }

    public readonly bool Equals(Vector4 other) => Same(X, other.X) && Same(Y, other.Y) && Same(Z, other.Z) && Same(W, other.W);

    private static bool Same(float left, float right) => left == right || (left != left && right != right);

    /// <summary>A number that no index names is zero.</summary>
    private static float Lane(Vector4 vector, byte index) => index < 4 ? vector[index] : 0;
}
