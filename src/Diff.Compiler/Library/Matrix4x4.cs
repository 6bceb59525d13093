namespace System.Numerics;

/// <summary>The twin of the matrix of transformations of space; points are rows, on the left.</summary>
public partial struct Matrix4x4
{
    public float M11;
    public float M12;
    public float M13;
    public float M14;
    public float M21;
    public float M22;
    public float M23;
    public float M24;
    public float M31;
    public float M32;
    public float M33;
    public float M34;
    public float M41;
    public float M42;
    public float M43;
    public float M44;

    public Matrix4x4(
        float m11, float m12, float m13, float m14,
        float m21, float m22, float m23, float m24,
        float m31, float m32, float m33, float m34,
        float m41, float m42, float m43, float m44)
    {
        M11 = m11;
        M12 = m12;
        M13 = m13;
        M14 = m14;
        M21 = m21;
        M22 = m22;
        M23 = m23;
        M24 = m24;
        M31 = m31;
        M32 = m32;
        M33 = m33;
        M34 = m34;
        M41 = m41;
        M42 = m42;
        M43 = m43;
        M44 = m44;
    }

    public Matrix4x4(Matrix3x2 value)
        : this(value.M11, value.M12, 0, 0, value.M21, value.M22, 0, 0, 0, 0, 1, 0, value.M31, value.M32, 0, 1)
    {
    }

    public static Matrix4x4 Identity => new(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

    public readonly bool IsIdentity =>
        M11 == 1 && M12 == 0 && M13 == 0 && M14 == 0
        && M21 == 0 && M22 == 1 && M23 == 0 && M24 == 0
        && M31 == 0 && M32 == 0 && M33 == 1 && M34 == 0
        && M41 == 0 && M42 == 0 && M43 == 0 && M44 == 1;

    public Vector3 Translation
    {
        readonly get => new(M41, M42, M43);

        set
        {
            M41 = value.X;
            M42 = value.Y;
            M43 = value.Z;
        }
    }

    public Vector4 X
    {
        readonly get => new(M11, M12, M13, M14);

        set
        {
            M11 = value.X;
            M12 = value.Y;
            M13 = value.Z;
            M14 = value.W;
        }
    }

    public Vector4 Y
    {
        readonly get => new(M21, M22, M23, M24);

        set
        {
            M21 = value.X;
            M22 = value.Y;
            M23 = value.Z;
            M24 = value.W;
        }
    }

    public Vector4 Z
    {
        readonly get => new(M31, M32, M33, M34);

        set
        {
            M31 = value.X;
            M32 = value.Y;
            M33 = value.Z;
            M34 = value.W;
        }
    }

    public Vector4 W
    {
        readonly get => new(M41, M42, M43, M44);

        set
        {
            M41 = value.X;
            M42 = value.Y;
            M43 = value.Z;
            M44 = value.W;
        }
    }

    public Vector4 this[int row]
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
                case 3:
                    return W;
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
                case 3:
                    W = value;
                    break;
                default:
                    throw new ArgumentOutOfRangeException();
            }
        }
    }

    public float this[int row, int column]
    {
        readonly get => this[row][column];

        set
        {
            Vector4 changed = this[row];
            changed[column] = value;
            this[row] = changed;
        }
    }

    public static Matrix4x4 operator +(Matrix4x4 value1, Matrix4x4 value2) =>
        Create(value1.X + value2.X, value1.Y + value2.Y, value1.Z + value2.Z, value1.W + value2.W);

    public static Matrix4x4 operator -(Matrix4x4 value1, Matrix4x4 value2) =>
        Create(value1.X - value2.X, value1.Y - value2.Y, value1.Z - value2.Z, value1.W - value2.W);

    public static Matrix4x4 operator -(Matrix4x4 value) => Create(-value.X, -value.Y, -value.Z, -value.W);

    public static Matrix4x4 operator *(Matrix4x4 value1, Matrix4x4 value2) => Create(
        Vector4.Transform(value1.X, value2), Vector4.Transform(value1.Y, value2),
        Vector4.Transform(value1.Z, value2), Vector4.Transform(value1.W, value2));

    public static Matrix4x4 operator *(Matrix4x4 value1, float value2) =>
        Create(value1.X * value2, value1.Y * value2, value1.Z * value2, value1.W * value2);

    public static Matrix4x4 Add(Matrix4x4 value1, Matrix4x4 value2) => value1 + value2;

    public static Matrix4x4 Subtract(Matrix4x4 value1, Matrix4x4 value2) => value1 - value2;

    public static Matrix4x4 Multiply(Matrix4x4 value1, Matrix4x4 value2) => value1 * value2;

    public static Matrix4x4 Multiply(Matrix4x4 value1, float value2) => value1 * value2;

    public static Matrix4x4 Negate(Matrix4x4 value) => -value;

    public static Matrix4x4 Create(float value) => Create(new Vector4(value));

    public static Matrix4x4 Create(Matrix3x2 value) => new(value);

    public static Matrix4x4 Create(Vector4 value) => Create(value, value, value, value);

    public static Matrix4x4 Create(Vector4 x, Vector4 y, Vector4 z, Vector4 w) =>
        new(x.X, x.Y, x.Z, x.W, y.X, y.Y, y.Z, y.W, z.X, z.Y, z.Z, z.W, w.X, w.Y, w.Z, w.W);

    public static Matrix4x4 Create(
        float m11, float m12, float m13, float m14,
        float m21, float m22, float m23, float m24,
        float m31, float m32, float m33, float m34,
        float m41, float m42, float m43, float m44) => new(
        m11, m12, m13, m14,
        m21, m22, m23, m24,
        m31, m32, m33, m34,
        m41, m42, m43, m44);

    public static Matrix4x4 Lerp(Matrix4x4 matrix1, Matrix4x4 matrix2, float amount) => Create(
        Vector4.Lerp(matrix1.X, matrix2.X, amount), Vector4.Lerp(matrix1.Y, matrix2.Y, amount),
        Vector4.Lerp(matrix1.Z, matrix2.Z, amount), Vector4.Lerp(matrix1.W, matrix2.W, amount));

    public static Matrix4x4 Transpose(Matrix4x4 matrix) => new(
        matrix.M11, matrix.M21, matrix.M31, matrix.M41,
        matrix.M12, matrix.M22, matrix.M32, matrix.M42,
        matrix.M13, matrix.M23, matrix.M33, matrix.M43,
        matrix.M14, matrix.M24, matrix.M34, matrix.M44);

    /// <summary>The rotation behind the transformation; a quaternion of length 1 is expected.</summary>
    public static Matrix4x4 Transform(Matrix4x4 value, Quaternion rotation) => value * CreateFromQuaternion(rotation);

    /// <summary>By cofactors: each is a sum of products of 2×2 determinants of the upper and the lower two rows.</summary>
    public static bool Invert(Matrix4x4 matrix, out Matrix4x4 result)
    {
        float upper12 = matrix.M11 * matrix.M22 - matrix.M12 * matrix.M21;
        float upper13 = matrix.M11 * matrix.M23 - matrix.M13 * matrix.M21;
        float upper14 = matrix.M11 * matrix.M24 - matrix.M14 * matrix.M21;
        float upper23 = matrix.M12 * matrix.M23 - matrix.M13 * matrix.M22;
        float upper24 = matrix.M12 * matrix.M24 - matrix.M14 * matrix.M22;
        float upper34 = matrix.M13 * matrix.M24 - matrix.M14 * matrix.M23;
        float lower12 = matrix.M31 * matrix.M42 - matrix.M32 * matrix.M41;
        float lower13 = matrix.M31 * matrix.M43 - matrix.M33 * matrix.M41;
        float lower14 = matrix.M31 * matrix.M44 - matrix.M34 * matrix.M41;
        float lower23 = matrix.M32 * matrix.M43 - matrix.M33 * matrix.M42;
        float lower24 = matrix.M32 * matrix.M44 - matrix.M34 * matrix.M42;
        float lower34 = matrix.M33 * matrix.M44 - matrix.M34 * matrix.M43;
        float determinant = upper12 * lower34 - upper13 * lower24 + upper14 * lower23
            + upper23 * lower14 - upper24 * lower13 + upper34 * lower12;
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = Create(float.NaN);
            return false;
        }

        Matrix4x4 adjugate = new(
            matrix.M22 * lower34 - matrix.M23 * lower24 + matrix.M24 * lower23,
            -matrix.M12 * lower34 + matrix.M13 * lower24 - matrix.M14 * lower23,
            matrix.M42 * upper34 - matrix.M43 * upper24 + matrix.M44 * upper23,
            -matrix.M32 * upper34 + matrix.M33 * upper24 - matrix.M34 * upper23,
            -matrix.M21 * lower34 + matrix.M23 * lower14 - matrix.M24 * lower13,
            matrix.M11 * lower34 - matrix.M13 * lower14 + matrix.M14 * lower13,
            -matrix.M41 * upper34 + matrix.M43 * upper14 - matrix.M44 * upper13,
            matrix.M31 * upper34 - matrix.M33 * upper14 + matrix.M34 * upper13,
            matrix.M21 * lower24 - matrix.M22 * lower14 + matrix.M24 * lower12,
            -matrix.M11 * lower24 + matrix.M12 * lower14 - matrix.M14 * lower12,
            matrix.M41 * upper24 - matrix.M42 * upper14 + matrix.M44 * upper12,
            -matrix.M31 * upper24 + matrix.M32 * upper14 - matrix.M34 * upper12,
            -matrix.M21 * lower23 + matrix.M22 * lower13 - matrix.M23 * lower12,
            matrix.M11 * lower23 - matrix.M12 * lower13 + matrix.M13 * lower12,
            -matrix.M41 * upper23 + matrix.M42 * upper13 - matrix.M43 * upper12,
            matrix.M31 * upper23 - matrix.M32 * upper13 + matrix.M33 * upper12);
        result = adjugate * (1f / determinant);
        return true;
    }

    public readonly float GetDeterminant()
    {
        float lower12 = M31 * M42 - M32 * M41;
        float lower13 = M31 * M43 - M33 * M41;
        float lower14 = M31 * M44 - M34 * M41;
        float lower23 = M32 * M43 - M33 * M42;
        float lower24 = M32 * M44 - M34 * M42;
        float lower34 = M33 * M44 - M34 * M43;
        return M11 * (M22 * lower34 - M23 * lower24 + M24 * lower23)
            - M12 * (M21 * lower34 - M23 * lower14 + M24 * lower13)
            + M13 * (M21 * lower24 - M22 * lower14 + M24 * lower12)
            - M14 * (M21 * lower23 - M22 * lower13 + M23 * lower12);
    }

    public readonly float GetElement(int row, int column) => this[row, column];

    public readonly Vector4 GetRow(int index) => this[index];

    public readonly Matrix4x4 WithElement(int row, int column, float value)
    {
        Matrix4x4 result = this;
        result[row, column] = value;
        return result;
    }

    public readonly Matrix4x4 WithRow(int index, Vector4 value)
    {
        Matrix4x4 result = this;
        result[index] = value;
        return result;
    }
}
