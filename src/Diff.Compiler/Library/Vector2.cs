namespace System.Numerics;

/// <summary>The twin of the vector of two numbers: its making, its parts and its arithmetic.</summary>
public partial struct Vector2
{
    public float X;
    public float Y;

    public Vector2(float value) : this(value, value)
    {
    }

    public Vector2(float x, float y)
    {
        X = x;
        Y = y;
    }

    public Vector2(ReadOnlySpan<float> values)
    {
        if (values.Length < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(values));
        }

        X = values[0];
        Y = values[1];
    }

    public static Vector2 Zero => new(0);

    public static Vector2 One => new(1);

    public static Vector2 E => new(MathF.E);

    public static Vector2 Pi => new(MathF.PI);

    public static Vector2 Tau => new(MathF.Tau);

    public static Vector2 Epsilon => new(float.Epsilon);

    public static Vector2 NaN => new(float.NaN);

    public static Vector2 NegativeInfinity => new(float.NegativeInfinity);

    public static Vector2 NegativeZero => new(-0f);

    public static Vector2 PositiveInfinity => new(float.PositiveInfinity);

    public static Vector2 UnitX => new(1, 0);

    public static Vector2 UnitY => new(0, 1);

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
                default:
                    throw new ArgumentOutOfRangeException(nameof(index));
            }
        }
    }

    public static Vector2 operator +(Vector2 left, Vector2 right) => new(left.X + right.X, left.Y + right.Y);

    public static Vector2 operator -(Vector2 left, Vector2 right) => new(left.X - right.X, left.Y - right.Y);

    public static Vector2 operator *(Vector2 left, Vector2 right) => new(left.X * right.X, left.Y * right.Y);

    public static Vector2 operator /(Vector2 left, Vector2 right) => new(left.X / right.X, left.Y / right.Y);

    public static Vector2 operator *(Vector2 left, float right) => new(left.X * right, left.Y * right);

    public static Vector2 operator *(float left, Vector2 right) => new(left * right.X, left * right.Y);

    public static Vector2 operator /(Vector2 value1, float value2) => new(value1.X / value2, value1.Y / value2);

    public static Vector2 operator -(Vector2 value) => new(-value.X, -value.Y);

    public static Vector2 operator +(Vector2 value) => value;

    public static Vector2 Add(Vector2 left, Vector2 right) => left + right;

    public static Vector2 Subtract(Vector2 left, Vector2 right) => left - right;

    public static Vector2 Multiply(Vector2 left, Vector2 right) => left * right;

    public static Vector2 Multiply(Vector2 left, float right) => left * right;

    public static Vector2 Multiply(float left, Vector2 right) => left * right;

    public static Vector2 Divide(Vector2 left, Vector2 right) => left / right;

    public static Vector2 Divide(Vector2 left, float divisor) => left / divisor;

    public static Vector2 Negate(Vector2 value) => -value;

    public static Vector2 Create(float value) => new(value);

    public static Vector2 Create(float x, float y) => new(x, y);

    public static Vector2 Create(ReadOnlySpan<float> values) => new(values);

    public static Vector2 CreateScalar(float x) => new(x, 0);

    public static Vector2 Shuffle(Vector2 vector, byte xIndex, byte yIndex) =>
        new(Lane(vector, xIndex), Lane(vector, yIndex));

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
        if (destination.Length < 2)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        destination[0] = X;
        destination[1] = Y;
    }

    public readonly bool Equals(Vector2 other) => Same(X, other.X) && Same(Y, other.Y);

    private static bool Same(float left, float right) => left == right || (left != left && right != right);

    /// <summary>A number that no index names is zero.</summary>
    private static float Lane(Vector2 vector, byte index) => index < 2 ? vector[index] : 0;
}
