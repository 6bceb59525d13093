namespace System.Numerics;

/// <summary>The twin of the matrix of transformations of space: the matrices that are made.</summary>
public partial struct Matrix4x4
{
    public static Matrix4x4 CreateTranslation(Vector3 position) => CreateTranslation(position.X, position.Y, position.Z);

    public static Matrix4x4 CreateTranslation(float xPosition, float yPosition, float zPosition) =>
        new(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, xPosition, yPosition, zPosition, 1);

    public static Matrix4x4 CreateScale(float scale) => CreateScale(scale, scale, scale);

    public static Matrix4x4 CreateScale(Vector3 scales) => CreateScale(scales.X, scales.Y, scales.Z);

    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale) =>
        new(xScale, 0, 0, 0, 0, yScale, 0, 0, 0, 0, zScale, 0, 0, 0, 0, 1);

    public static Matrix4x4 CreateScale(float scale, Vector3 centerPoint) => CreateScale(scale, scale, scale, centerPoint);

    public static Matrix4x4 CreateScale(Vector3 scales, Vector3 centerPoint) => CreateScale(scales.X, scales.Y, scales.Z, centerPoint);

    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale, Vector3 centerPoint) => new(
        xScale, 0, 0, 0, 0, yScale, 0, 0, 0, 0, zScale, 0,
        centerPoint.X * (1f - xScale), centerPoint.Y * (1f - yScale), centerPoint.Z * (1f - zScale), 1);

    public static Matrix4x4 CreateRotationX(float radians) => CreateRotationX(radians, Vector3.Zero);

    public static Matrix4x4 CreateRotationX(float radians, Vector3 centerPoint)
    {
        float c = MathF.Cos(radians);
        float s = MathF.Sin(radians);
        return new Matrix4x4(
            1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0,
            0, centerPoint.Y * (1f - c) + centerPoint.Z * s, centerPoint.Z * (1f - c) - centerPoint.Y * s, 1);
    }

    public static Matrix4x4 CreateRotationY(float radians) => CreateRotationY(radians, Vector3.Zero);

    public static Matrix4x4 CreateRotationY(float radians, Vector3 centerPoint)
    {
        float c = MathF.Cos(radians);
        float s = MathF.Sin(radians);
        return new Matrix4x4(
            c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0,
            centerPoint.X * (1f - c) - centerPoint.Z * s, 0, centerPoint.Z * (1f - c) + centerPoint.X * s, 1);
    }

    public static Matrix4x4 CreateRotationZ(float radians) => CreateRotationZ(radians, Vector3.Zero);

    public static Matrix4x4 CreateRotationZ(float radians, Vector3 centerPoint)
    {
        float c = MathF.Cos(radians);
        float s = MathF.Sin(radians);
        return new Matrix4x4(
            c, s, 0, 0, -s, c, 0, 0, 0, 0, 1, 0,
            centerPoint.X * (1f - c) + centerPoint.Y * s, centerPoint.Y * (1f - c) - centerPoint.X * s, 0, 1);
    }

    /// <summary>Rodrigues: I + sin·[a]× + (1 − cos)·[a]×².</summary>
    public static Matrix4x4 CreateFromAxisAngle(Vector3 axis, float angle)
    {
        float versine = 1f - MathF.Cos(angle);
        Vector3 turned = axis * MathF.Sin(angle);
        float xy = axis.X * axis.Y * versine;
        float xz = axis.X * axis.Z * versine;
        float yz = axis.Y * axis.Z * versine;
        float xx = axis.X * axis.X * versine;
        float yy = axis.Y * axis.Y * versine;
        float zz = axis.Z * axis.Z * versine;
        return new Matrix4x4(
            1f - yy - zz, xy + turned.Z, xz - turned.Y, 0,
            xy - turned.Z, 1f - xx - zz, yz + turned.X, 0,
            xz + turned.Y, yz - turned.X, 1f - xx - yy, 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateFromQuaternion(Quaternion quaternion)
    {
        float xx = quaternion.X * quaternion.X;
        float yy = quaternion.Y * quaternion.Y;
        float zz = quaternion.Z * quaternion.Z;
        float xy = quaternion.X * quaternion.Y;
        float xz = quaternion.X * quaternion.Z;
        float yz = quaternion.Y * quaternion.Z;
        float wx = quaternion.W * quaternion.X;
        float wy = quaternion.W * quaternion.Y;
        float wz = quaternion.W * quaternion.Z;
        return new Matrix4x4(
            1f - 2f * (yy + zz), 2f * (xy + wz), 2f * (xz - wy), 0,
            2f * (xy - wz), 1f - 2f * (xx + zz), 2f * (yz + wx), 0,
            2f * (xz + wy), 2f * (yz - wx), 1f - 2f * (xx + yy), 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateFromYawPitchRoll(float yaw, float pitch, float roll) =>
        CreateFromQuaternion(Quaternion.CreateFromYawPitchRoll(yaw, pitch, roll));

    public static Matrix4x4 CreateWorld(Vector3 position, Vector3 forward, Vector3 up)
    {
        Vector3 z = Vector3.Normalize(-forward);
        Vector3 x = Vector3.Normalize(Vector3.Cross(up, z));
        return Frame(x, Vector3.Cross(z, x), z, position);
    }

    /// <summary>The mirror image in a plane, which is brought to length 1.</summary>
    public static Matrix4x4 CreateReflection(Plane value)
    {
        Plane mirror = Plane.Normalize(value);
        Vector3 twice = mirror.Normal * -2f;
        return new Matrix4x4(
            twice.X * mirror.Normal.X + 1f, twice.Y * mirror.Normal.X, twice.Z * mirror.Normal.X, 0,
            twice.X * mirror.Normal.Y, twice.Y * mirror.Normal.Y + 1f, twice.Z * mirror.Normal.Y, 0,
            twice.X * mirror.Normal.Z, twice.Y * mirror.Normal.Z, twice.Z * mirror.Normal.Z + 1f, 0,
            twice.X * mirror.D, twice.Y * mirror.D, twice.Z * mirror.D, 1);
    }

    /// <summary>The shadow on a plane, which is brought to length 1, of a light from a direction.</summary>
    public static Matrix4x4 CreateShadow(Vector3 lightDirection, Plane plane)
    {
        Plane ground = Plane.Normalize(plane);
        float dot = Vector3.Dot(ground.Normal, lightDirection);
        Vector3 a = lightDirection * -ground.Normal.X;
        Vector3 b = lightDirection * -ground.Normal.Y;
        Vector3 c = lightDirection * -ground.Normal.Z;
        Vector3 d = lightDirection * -ground.D;
        return new Matrix4x4(
            a.X + dot, a.Y, a.Z, 0, b.X, b.Y + dot, b.Z, 0, c.X, c.Y, c.Z + dot, 0, d.X, d.Y, d.Z, dot);
    }

    /// <summary>Three axes and a place.</summary>
    private static Matrix4x4 Frame(Vector3 x, Vector3 y, Vector3 z, Vector3 position) => Create(
        new Vector4(x, 0), new Vector4(y, 0), new Vector4(z, 0), new Vector4(position, 1));
}
