namespace System.Numerics;

/// <summary>The twin of the plane: the points p with Normal·p + D = 0.</summary>
public struct Plane
{
    public Vector3 Normal;
    public float D;

    public Plane(float x, float y, float z, float d) : this(new Vector3(x, y, z), d)
    {
    }

    public Plane(Vector3 normal, float d)
    {
        Normal = normal;
        D = d;
    }

    public Plane(Vector4 value) : this(new Vector3(value.X, value.Y, value.Z), value.W)
    {
    }

    public static Plane Create(Vector4 value) => new(value);

    public static Plane Create(Vector3 normal, float d) => new(normal, d);

    public static Plane Create(float x, float y, float z, float d) => new(x, y, z, d);

    public static Plane CreateFromVertices(Vector3 point1, Vector3 point2, Vector3 point3)
    {
        Vector3 normal = Vector3.Normalize(Vector3.Cross(point2 - point1, point3 - point1));
        return new Plane(normal, -Vector3.Dot(normal, point1));
    }

    public static float Dot(Plane plane, Vector4 value) =>
        plane.Normal.X * value.X + plane.Normal.Y * value.Y + plane.Normal.Z * value.Z + plane.D * value.W;

    public static float DotCoordinate(Plane plane, Vector3 value) => Vector3.Dot(plane.Normal, value) + plane.D;

    public static float DotNormal(Plane plane, Vector3 value) => Vector3.Dot(plane.Normal, value);

    /// <summary>
    /// Always divides: the library leaves a plane alone that has length 1 but for rounding, and its derivative would then be lost.
    /// </summary>
    public static Plane Normalize(Plane value)
    {
        float length = value.Normal.Length();
        return new Plane(value.Normal / length, value.D / length);
    }

    /// <summary>By the inverse transposed, as planes are.</summary>
    public static Plane Transform(Plane plane, Matrix4x4 matrix)
    {
        Matrix4x4.Invert(matrix, out Matrix4x4 inverse);
        Vector4 coefficients = new(plane.Normal, plane.D);
        return new Plane(
            Vector4.Dot(coefficients, inverse.X), Vector4.Dot(coefficients, inverse.Y),
            Vector4.Dot(coefficients, inverse.Z), Vector4.Dot(coefficients, inverse.W));
    }

    public static Plane Transform(Plane plane, Quaternion rotation) =>
        new(Vector4.Transform(new Vector4(plane.Normal, plane.D), rotation));
}
