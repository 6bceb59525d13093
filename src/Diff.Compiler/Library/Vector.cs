namespace System.Numerics;

/// <summary>The twins of conversions between vectors; what is added is zero.</summary>
public static class Vector
{
    public static Vector2 AsVector2(this Vector3 value) => new(value.X, value.Y);

    public static Vector2 AsVector2(this Vector4 value) => new(value.X, value.Y);

    public static Vector3 AsVector3(this Vector2 value) => new(value, 0);

    public static Vector3 AsVector3(this Vector4 value) => new(value.X, value.Y, value.Z);

    public static Vector4 AsVector4(this Vector2 value) => new(value, 0, 0);

    public static Vector4 AsVector4(this Vector3 value) => new(value, 0);

    public static Vector4 AsVector4(this Plane value) => new(value.Normal, value.D);

    public static Vector4 AsVector4(this Quaternion value) => new(value.X, value.Y, value.Z, value.W);

    public static Plane AsPlane(this Vector4 value) => new(value);

    public static Quaternion AsQuaternion(this Vector4 value) => new(value.X, value.Y, value.Z, value.W);
}
