namespace System.Numerics;

/// <summary>The twin of the quaternion.</summary>
public struct Quaternion
{
    /// <summary>Nearer than this to one direction, two rotations are interpolated along a line.</summary>
    private const float SlerpThreshold = 1e-6f;

    public float X;
    public float Y;
    public float Z;
    public float W;

    public Quaternion(float x, float y, float z, float w)
    {
        X = x;
        Y = y;
        Z = z;
        W = w;
    }

    public Quaternion(Vector3 vectorPart, float scalarPart) : this(vectorPart.X, vectorPart.Y, vectorPart.Z, scalarPart)
    {
    }

    public static Quaternion Zero => new(0, 0, 0, 0);

    public static Quaternion Identity => new(0, 0, 0, 1);

    public readonly bool IsIdentity => X == 0 && Y == 0 && Z == 0 && W == 1;

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

    public static Quaternion operator +(Quaternion value1, Quaternion value2) =>
        new(value1.X + value2.X, value1.Y + value2.Y, value1.Z + value2.Z, value1.W + value2.W);

    public static Quaternion operator -(Quaternion value1, Quaternion value2) =>
        new(value1.X - value2.X, value1.Y - value2.Y, value1.Z - value2.Z, value1.W - value2.W);

    public static Quaternion operator -(Quaternion value) => new(-value.X, -value.Y, -value.Z, -value.W);

    /// <summary>Hamilton's product: (a, u)·(b, v) = (a·b − u·v, a·v + b·u + u × v).</summary>
    public static Quaternion operator *(Quaternion value1, Quaternion value2) => new(
        value1.W * value2.X + value1.X * value2.W + value1.Y * value2.Z - value1.Z * value2.Y,
        value1.W * value2.Y + value1.Y * value2.W + value1.Z * value2.X - value1.X * value2.Z,
        value1.W * value2.Z + value1.Z * value2.W + value1.X * value2.Y - value1.Y * value2.X,
        value1.W * value2.W - value1.X * value2.X - value1.Y * value2.Y - value1.Z * value2.Z);

    public static Quaternion operator *(Quaternion value1, float value2) =>
        new(value1.X * value2, value1.Y * value2, value1.Z * value2, value1.W * value2);

    public static Quaternion operator /(Quaternion value1, Quaternion value2) => value1 * Inverse(value2);

    public static Quaternion Create(float x, float y, float z, float w) => new(x, y, z, w);

    public static Quaternion Create(Vector3 vectorPart, float scalarPart) => new(vectorPart, scalarPart);

    public static Quaternion Add(Quaternion value1, Quaternion value2) => value1 + value2;

    public static Quaternion Subtract(Quaternion value1, Quaternion value2) => value1 - value2;

    public static Quaternion Multiply(Quaternion value1, Quaternion value2) => value1 * value2;

    public static Quaternion Multiply(Quaternion value1, float value2) => value1 * value2;

    public static Quaternion Divide(Quaternion value1, Quaternion value2) => value1 / value2;

    public static Quaternion Negate(Quaternion value) => -value;

    /// <summary>The first rotation, then the second.</summary>
    public static Quaternion Concatenate(Quaternion value1, Quaternion value2) => value2 * value1;

    public static Quaternion Conjugate(Quaternion value) => new(-value.X, -value.Y, -value.Z, value.W);

    public static Quaternion Inverse(Quaternion value)
    {
        float squares = value.LengthSquared();
        return new Quaternion(-value.X / squares, -value.Y / squares, -value.Z / squares, value.W / squares);
    }

    public static float Dot(Quaternion quaternion1, Quaternion quaternion2) => quaternion1.X * quaternion2.X
        + quaternion1.Y * quaternion2.Y + quaternion1.Z * quaternion2.Z + quaternion1.W * quaternion2.W;

    public static Quaternion Normalize(Quaternion value)
    {
        float length = value.Length();
        return new Quaternion(value.X / length, value.Y / length, value.Z / length, value.W / length);
    }

    public static Quaternion CreateFromAxisAngle(Vector3 axis, float angle)
    {
        float half = angle * 0.5f;
        return new Quaternion(axis * MathF.Sin(half), MathF.Cos(half));
    }

    /// <summary>Roll about Z, then pitch about X, then yaw about Y, each by half its angle as quaternions have it.</summary>
    public static Quaternion CreateFromYawPitchRoll(float yaw, float pitch, float roll)
    {
        float sinYaw = MathF.Sin(yaw * 0.5f);
        float cosYaw = MathF.Cos(yaw * 0.5f);
        float sinPitch = MathF.Sin(pitch * 0.5f);
        float cosPitch = MathF.Cos(pitch * 0.5f);
        float sinRoll = MathF.Sin(roll * 0.5f);
        float cosRoll = MathF.Cos(roll * 0.5f);
        return new Quaternion(
            cosYaw * sinPitch * cosRoll + sinYaw * cosPitch * sinRoll,
            sinYaw * cosPitch * cosRoll - cosYaw * sinPitch * sinRoll,
            cosYaw * cosPitch * sinRoll - sinYaw * sinPitch * cosRoll,
            cosYaw * cosPitch * cosRoll + sinYaw * sinPitch * sinRoll);
    }

    /// <summary>The largest of the four squares is found on the diagonal; the others follow from it without loss.</summary>
    public static Quaternion CreateFromRotationMatrix(Matrix4x4 matrix)
    {
        float trace = matrix.M11 + matrix.M22 + matrix.M33;
        if (trace > 0)
        {
            float root = MathF.Sqrt(trace + 1f);
            float scale = 0.5f / root;
            return new Quaternion(
                (matrix.M23 - matrix.M32) * scale, (matrix.M31 - matrix.M13) * scale, (matrix.M12 - matrix.M21) * scale, root * 0.5f);
        }

        if (matrix.M11 >= matrix.M22 && matrix.M11 >= matrix.M33)
        {
            float root = MathF.Sqrt(1f + matrix.M11 - matrix.M22 - matrix.M33);
            float scale = 0.5f / root;
            return new Quaternion(
                root * 0.5f, (matrix.M12 + matrix.M21) * scale, (matrix.M13 + matrix.M31) * scale, (matrix.M23 - matrix.M32) * scale);
        }

        if (matrix.M22 > matrix.M33)
        {
            float root = MathF.Sqrt(1f + matrix.M22 - matrix.M11 - matrix.M33);
            float scale = 0.5f / root;
            return new Quaternion(
                (matrix.M21 + matrix.M12) * scale, root * 0.5f, (matrix.M32 + matrix.M23) * scale, (matrix.M31 - matrix.M13) * scale);
        }
        else
        {
            float root = MathF.Sqrt(1f + matrix.M33 - matrix.M11 - matrix.M22);
            float scale = 0.5f / root;
            return new Quaternion(
                (matrix.M31 + matrix.M13) * scale, (matrix.M32 + matrix.M23) * scale, root * 0.5f, (matrix.M12 - matrix.M21) * scale);
        }
    }

    /// <summary>Along the line between both, on the shorter way, brought back to length 1.</summary>
    public static Quaternion Lerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        float sign = Dot(quaternion1, quaternion2) >= 0 ? 1f : -1f;
        return Normalize(quaternion1 * (1f - amount) + quaternion2 * (amount * sign));
    }

    /// <summary>Along the great circle between both, on the shorter way.</summary>
    public static Quaternion Slerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        float cosine = Dot(quaternion1, quaternion2);
        float sign = 1f;
        if (cosine < 0)
        {
            cosine = -cosine;
            sign = -1f;
        }

        float first;
        float second;
        if (cosine > 1f - SlerpThreshold)
        {
            first = 1f - amount;
            second = amount * sign;
        }
        else
        {
            float angle = MathF.Acos(cosine);
            float sine = MathF.Sin(angle);
            first = MathF.Sin((1f - amount) * angle) / sine;
            second = MathF.Sin(amount * angle) / sine * sign;
        }

        return quaternion1 * first + quaternion2 * second;
    }

    public readonly float LengthSquared() => X * X + Y * Y + Z * Z + W * W;

    public readonly float Length() => Number.Root(LengthSquared());
}
