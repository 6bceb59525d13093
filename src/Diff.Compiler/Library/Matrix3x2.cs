using Diff;

namespace System.Numerics;

/// <summary>The twin of the matrix of plane transformations; points are rows, on the left.</summary>
public struct Matrix3x2
{
    /// <summary>A thousandth of a degree: a rotation by so little less or more than a quarter of a turn is one.</summary>
    private const float RotationTolerance = 0.001f * MathF.PI / 180f;

    public float M11;
    public float M12;
    public float M21;
    public float M22;
    public float M31;
    public float M32;

    public Matrix3x2(float m11, float m12, float m21, float m22, float m31, float m32)
    {
        M11 = m11;
        M12 = m12;
        M21 = m21;
        M22 = m22;
        M31 = m31;
        M32 = m32;
    }

    public static Matrix3x2 Identity => new(1, 0, 0, 1, 0, 0);

    public readonly bool IsIdentity => M11 == 1 && M12 == 0 && M21 == 0 && M22 == 1 && M31 == 0 && M32 == 0;

    public Vector2 Translation
    {
        readonly get => Z;
        set => Z = value;
    }

    public Vector2 X
    {
        readonly get => new(M11, M12);

        set
        {
            M11 = value.X;
            M12 = value.Y;
        }
    }

    public Vector2 Y
    {
        readonly get => new(M21, M22);

        set
        {
            M21 = value.X;
            M22 = value.Y;
        }
    }

    public Vector2 Z
    {
        readonly get => new(M31, M32);

        set
        {
            M31 = value.X;
            M32 = value.Y;
        }
    }

    public Vector2 this[int row]
    {
        readonly get
        {
            switch (row)
            {
                case 0:
                    return X;
                case 1:
                    return Y;
                case 2:
                    return Z;
                default:
                    throw new ArgumentOutOfRangeException();
            }
        }

        set
        {
            switch (row)
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
                    throw new ArgumentOutOfRangeException();
            }
        }
    }

    public float this[int row, int column]
    {
        readonly get => this[row][Column(column)];

        set
        {
            Vector2 changed = this[row];
            changed[Column(column)] = value;
            this[row] = changed;
        }
    }

    public static Matrix3x2 operator +(Matrix3x2 value1, Matrix3x2 value2) =>
        Create(value1.X + value2.X, value1.Y + value2.Y, value1.Z + value2.Z);

    public static Matrix3x2 operator -(Matrix3x2 value1, Matrix3x2 value2) =>
        Create(value1.X - value2.X, value1.Y - value2.Y, value1.Z - value2.Z);

    public static Matrix3x2 operator -(Matrix3x2 value) => Create(-value.X, -value.Y, -value.Z);

    public static Matrix3x2 operator *(Matrix3x2 value1, Matrix3x2 value2) => Create(
        Vector2.TransformNormal(value1.X, value2), Vector2.TransformNormal(value1.Y, value2), Vector2.Transform(value1.Z, value2));

    public static Matrix3x2 operator *(Matrix3x2 value1, float value2) => Create(value1.X * value2, value1.Y * value2, value1.Z * value2);

    public static Matrix3x2 Add(Matrix3x2 value1, Matrix3x2 value2) => value1 + value2;

    public static Matrix3x2 Subtract(Matrix3x2 value1, Matrix3x2 value2) => value1 - value2;

    public static Matrix3x2 Multiply(Matrix3x2 value1, Matrix3x2 value2) => value1 * value2;

    public static Matrix3x2 Multiply(Matrix3x2 value1, float value2) => value1 * value2;

    public static Matrix3x2 Negate(Matrix3x2 value) => -value;

    public static Matrix3x2 Create(float value) => new(value, value, value, value, value, value);

    public static Matrix3x2 Create(Vector2 value) => Create(value, value, value);

    public static Matrix3x2 Create(Vector2 x, Vector2 y, Vector2 z) => new(x.X, x.Y, y.X, y.Y, z.X, z.Y);

    public static Matrix3x2 Create(float m11, float m12, float m21, float m22, float m31, float m32) => new(m11, m12, m21, m22, m31, m32);

    public static Matrix3x2 CreateTranslation(Vector2 position) => new(1, 0, 0, 1, position.X, position.Y);

    public static Matrix3x2 CreateTranslation(float xPosition, float yPosition) => new(1, 0, 0, 1, xPosition, yPosition);

    public static Matrix3x2 CreateScale(float scale) => new(scale, 0, 0, scale, 0, 0);

    public static Matrix3x2 CreateScale(float xScale, float yScale) => new(xScale, 0, 0, yScale, 0, 0);

    public static Matrix3x2 CreateScale(Vector2 scales) => new(scales.X, 0, 0, scales.Y, 0, 0);

    public static Matrix3x2 CreateScale(float scale, Vector2 centerPoint) => CreateScale(scale, scale, centerPoint);

    public static Matrix3x2 CreateScale(Vector2 scales, Vector2 centerPoint) => CreateScale(scales.X, scales.Y, centerPoint);

    public static Matrix3x2 CreateScale(float xScale, float yScale, Vector2 centerPoint) =>
        new(xScale, 0, 0, yScale, centerPoint.X * (1f - xScale), centerPoint.Y * (1f - yScale));

    public static Matrix3x2 CreateSkew(float radiansX, float radiansY) => new(1, MathF.Tan(radiansY), MathF.Tan(radiansX), 1, 0, 0);

    public static Matrix3x2 CreateSkew(float radiansX, float radiansY, Vector2 centerPoint)
    {
        float x = MathF.Tan(radiansX);
        float y = MathF.Tan(radiansY);
        return new Matrix3x2(1, y, x, 1, -centerPoint.Y * x, -centerPoint.X * y);
    }

    public static Matrix3x2 CreateRotation(float radians)
    {
        Vector2 direction = Direction(radians);
        return new Matrix3x2(direction.X, direction.Y, -direction.Y, direction.X, 0, 0);
    }

    public static Matrix3x2 CreateRotation(float radians, Vector2 centerPoint)
    {
        Vector2 direction = Direction(radians);
        return new Matrix3x2(
            direction.X, direction.Y, -direction.Y, direction.X,
            centerPoint.X * (1f - direction.X) + centerPoint.Y * direction.Y,
            centerPoint.Y * (1f - direction.X) - centerPoint.X * direction.Y);
    }

    public static bool Invert(Matrix3x2 matrix, out Matrix3x2 result)
    {
        float determinant = matrix.GetDeterminant();
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = Create(float.NaN);
            return false;
        }

        float inverse = 1f / determinant;
        result = new Matrix3x2(
            matrix.M22 * inverse, -matrix.M12 * inverse, -matrix.M21 * inverse, matrix.M11 * inverse,
            (matrix.M21 * matrix.M32 - matrix.M31 * matrix.M22) * inverse,
            (matrix.M31 * matrix.M12 - matrix.M11 * matrix.M32) * inverse);
        return true;
    }

    public static Matrix3x2 Lerp(Matrix3x2 matrix1, Matrix3x2 matrix2, float amount) => Create(
        Vector2.Lerp(matrix1.X, matrix2.X, amount), Vector2.Lerp(matrix1.Y, matrix2.Y, amount), Vector2.Lerp(matrix1.Z, matrix2.Z, amount));

    /// <summary>The third column is (0, 0, 1).</summary>
    public readonly float GetDeterminant() => M11 * M22 - M21 * M12;

    public readonly float GetElement(int row, int column) => this[row, column];

    public readonly Vector2 GetRow(int index) => this[index];

    public readonly Matrix3x2 WithElement(int row, int column, float value)
    {
        Matrix3x2 result = this;
        result[row, column] = value;
        return result;
    }

    public readonly Matrix3x2 WithRow(int index, Vector2 value)
    {
        Matrix3x2 result = this;
        result[index] = value;
        return result;
    }

    private static int Column(int index) => index is 0 or 1 ? index : throw new ArgumentOutOfRangeException();

    /// <summary>
    /// Cosine and sine. Next to a quarter of a turn the library makes them exact; their derivatives remain, by a difference that is
    /// zero.
    /// </summary>
    private static Vector2 Direction(float radians)
    {
        radians = MathF.IEEERemainder(radians, MathF.PI * 2f);
        float quarters = MathF.Abs(radians);
        float step = radians - Gradient.Stop(radians);
        if (quarters < RotationTolerance)
        {
            return new Vector2(1f, step);
        }

        if (radians > MathF.PI / 2f - RotationTolerance && radians < MathF.PI / 2f + RotationTolerance)
        {
            return new Vector2(-step, 1f);
        }

        if (quarters > MathF.PI - RotationTolerance)
        {
            return new Vector2(-1f, -step);
        }

        if (radians > -MathF.PI / 2f - RotationTolerance && radians < -MathF.PI / 2f + RotationTolerance)
        {
            return new Vector2(step, -1f);
        }

        return new Vector2(MathF.Cos(radians), MathF.Sin(radians));
    }
}
