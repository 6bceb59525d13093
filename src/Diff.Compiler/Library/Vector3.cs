namespace System.Numerics;

/// <summary>The twin of the vector of three numbers: its making, its parts and its arithmetic.</summary>
public partial struct Vector3
{
    public float X;
    public float Y;
    public float Z;

    public Vector3(float value) : this(value, value, value)
    {
    }

    public Vector3(Vector2 value, float z) : this(value.X, value.Y, z)
    {
    }

    public Vector3(float x, float y, float z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    public Vector3(ReadOnlySpan<float> values)
    {
        if (values.Length < 3)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        X = values[0];
        Y = values[1];
        Z = values[2];
    }

    public static Vector3 Zero => new(0);

    public static Vector3 One => new(1);

    public static Vector3 E => new(MathF.E);

    public static Vector3 Pi => new(MathF.PI);

    public static Vector3 Tau => new(MathF.Tau);

    public static Vector3 Epsilon => new(float.Epsilon);

    public static Vector3 NaN => new(float.NaN);

    public static Vector3 NegativeInfinity => new(float.NegativeInfinity);

    public static Vector3 NegativeZero => new(-0f);

    public static Vector3 PositiveInfinity => new(float.PositiveInfinity);

    public static Vector3 UnitX => new(1, 0, 0);

    public static Vector3 UnitY => new(0, 1, 0);

    public static Vector3 UnitZ => new(0, 0, 1);

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
                default:
                    throw new ArgumentOutOfRangeException(nameof(index));
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
                default:
                    throw new ArgumentOutOfRangeException(nameof(index));
            }
        }
    }

    public static Vector3 operator +(Vector3 left, Vector3 right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static Vector3 operator -(Vector3 left, Vector3 right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static Vector3 operator *(Vector3 left, Vector3 right) => new(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    public static Vector3 operator /(Vector3 left, Vector3 right) => new(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    public static Vector3 operator *(Vector3 left, float right) => new(left.X * right, left.Y * right, left.Z * right);

    public static Vector3 operator *(float left, Vector3 right) => new(left * right.X, left * right.Y, left * right.Z);

    public static Vector3 operator /(Vector3 value1, float value2) => new(value1.X / value2, value1.Y / value2, value1.Z / value2);

    public static Vector3 operator -(Vector3 value) => new(-value.X, -value.Y, -value.Z);

    public static Vector3 operator +(Vector3 value) => value;

    public static Vector3 Add(Vector3 left, Vector3 right) => left + right;

    public static Vector3 Subtract(Vector3 left, Vector3 right) => left - right;

    public static Vector3 Multiply(Vector3 left, Vector3 right) => left * right;

    public static Vector3 Multiply(Vector3 left, float right) => left * right;

    public static Vector3 Multiply(float left, Vector3 right) => left * right;

    public static Vector3 Divide(Vector3 left, Vector3 right) => left / right;

    public static Vector3 Divide(Vector3 left, float divisor) => left / divisor;

    public static Vector3 Negate(Vector3 value) => -value;

    public static Vector3 Create(float value) => new(value);

    public static Vector3 Create(Vector2 vector, float z) => new(vector, z);

    public static Vector3 Create(float x, float y, float z) => new(x, y, z);

    public static Vector3 Create(ReadOnlySpan<float> values) => new(values);

    public static Vector3 CreateScalar(float x) => new(x, 0, 0);

    public static Vector3 Shuffle(Vector3 vector, byte xIndex, byte yIndex, byte zIndex) =>
        new(Lane(vector, xIndex), Lane(vector, yIndex), Lane(vector, zIndex));

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
        if (destination.Length < 3)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = X;
        destination[1] = Y;
        destination[2] = Z;
    }

    public readonly bool Equals(Vector3 other) => Same(X, other.X) && Same(Y, other.Y) && Same(Z, other.Z);

    private static bool Same(float left, float right) => left == right || (left != left && right != right);

    /// <summary>A number that no index names is zero.</summary>
    private static float Lane(Vector3 vector, byte index) => index < 3 ? vector[index] : 0;
}
