namespace System.Numerics;

/// <summary>The twin of the matrix of transformations of space: views, projections and what faces the viewer.</summary>
public partial struct Matrix4x4
{
    /// <summary>A squared distance to the viewer below which there is no direction to face.</summary>
    private const float BillboardEpsilon = 1e-4f;

    /// <summary>Cosine of a tenth of a degree: an axis that near to the direction is not turned about.</summary>
    private const float BillboardMinimalAngle = 1f - 0.1f * (MathF.PI / 180f);

    public static Matrix4x4 CreateLookAt(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        CreateLookTo(cameraPosition, cameraTarget - cameraPosition, cameraUpVector);

    public static Matrix4x4 CreateLookAtLeftHanded(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        CreateLookToLeftHanded(cameraPosition, cameraTarget - cameraPosition, cameraUpVector);

    public static Matrix4x4 CreateLookTo(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector) =>
        CreateLookToLeftHanded(cameraPosition, -cameraDirection, cameraUpVector);

    /// <summary>The inverse of the frame that the viewer stands in: its axes are columns.</summary>
    public static Matrix4x4 CreateLookToLeftHanded(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector)
    {
        Vector3 z = Vector3.Normalize(cameraDirection);
        Vector3 x = Vector3.Normalize(Vector3.Cross(cameraUpVector, z));
        Vector3 y = Vector3.Cross(z, x);
        return new Matrix4x4(
            x.X, y.X, z.X, 0, x.Y, y.Y, z.Y, 0, x.Z, y.Z, z.Z, 0,
            -Vector3.Dot(x, cameraPosition), -Vector3.Dot(y, cameraPosition), -Vector3.Dot(z, cameraPosition), 1);
    }

    public static Matrix4x4 CreateOrthographic(float width, float height, float zNearPlane, float zFarPlane) =>
        Orthographic(2f / width, 2f / height, 0, 0, 1f / (zNearPlane - zFarPlane), zNearPlane / (zNearPlane - zFarPlane));

    public static Matrix4x4 CreateOrthographicLeftHanded(float width, float height, float zNearPlane, float zFarPlane) =>
        Orthographic(2f / width, 2f / height, 0, 0, 1f / (zFarPlane - zNearPlane), zNearPlane / (zNearPlane - zFarPlane));

    public static Matrix4x4 CreateOrthographicOffCenter(
        float left, float right, float bottom, float top, float zNearPlane, float zFarPlane) => Orthographic(
        2f / (right - left), 2f / (top - bottom), (left + right) / (left - right), (top + bottom) / (bottom - top),
        1f / (zNearPlane - zFarPlane), zNearPlane / (zNearPlane - zFarPlane));

    public static Matrix4x4 CreateOrthographicOffCenterLeftHanded(
        float left, float right, float bottom, float top, float zNearPlane, float zFarPlane) => Orthographic(
        2f / (right - left), 2f / (top - bottom), (left + right) / (left - right), (top + bottom) / (bottom - top),
        1f / (zFarPlane - zNearPlane), zNearPlane / (zNearPlane - zFarPlane));

    public static Matrix4x4 CreatePerspective(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        return Perspective(
            2f * nearPlaneDistance / width, 2f * nearPlaneDistance / height, 0, 0, nearPlaneDistance, farPlaneDistance, -1f);
    }

    public static Matrix4x4 CreatePerspectiveLeftHanded(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        return Perspective(
            2f * nearPlaneDistance / width, 2f * nearPlaneDistance / height, 0, 0, nearPlaneDistance, farPlaneDistance, 1f);
    }

    public static Matrix4x4 CreatePerspectiveFieldOfView(
        float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckFieldOfView(fieldOfView);
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float height = 1f / MathF.Tan(fieldOfView * 0.5f);
        return Perspective(height / aspectRatio, height, 0, 0, nearPlaneDistance, farPlaneDistance, -1f);
    }

    public static Matrix4x4 CreatePerspectiveFieldOfViewLeftHanded(
        float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckFieldOfView(fieldOfView);
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float height = 1f / MathF.Tan(fieldOfView * 0.5f);
        return Perspective(height / aspectRatio, height, 0, 0, nearPlaneDistance, farPlaneDistance, 1f);
    }

    public static Matrix4x4 CreatePerspectiveOffCenter(
        float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        return Perspective(
            2f * nearPlaneDistance / (right - left), 2f * nearPlaneDistance / (top - bottom),
            (left + right) / (right - left), (top + bottom) / (top - bottom), nearPlaneDistance, farPlaneDistance, -1f);
    }

    public static Matrix4x4 CreatePerspectiveOffCenterLeftHanded(
        float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        return Perspective(
            2f * nearPlaneDistance / (right - left), 2f * nearPlaneDistance / (top - bottom),
            -(left + right) / (right - left), -(top + bottom) / (top - bottom), nearPlaneDistance, farPlaneDistance, 1f);
    }

    public static Matrix4x4 CreateViewport(float x, float y, float width, float height, float minDepth, float maxDepth) =>
        Viewport(x, y, width, height, minDepth, minDepth - maxDepth);

    public static Matrix4x4 CreateViewportLeftHanded(float x, float y, float width, float height, float minDepth, float maxDepth) =>
        Viewport(x, y, width, height, minDepth, maxDepth - minDepth);

    public static Matrix4x4 CreateBillboard(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector) =>
        Billboard(objectPosition, objectPosition - cameraPosition, cameraUpVector, -cameraForwardVector);

    public static Matrix4x4 CreateBillboardLeftHanded(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 cameraUpVector, Vector3 cameraForwardVector) =>
        Billboard(objectPosition, cameraPosition - objectPosition, cameraUpVector, cameraForwardVector);

    public static Matrix4x4 CreateConstrainedBillboard(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Billboard(objectPosition, objectPosition - cameraPosition, rotateAxis, -cameraForwardVector, objectForwardVector, Vector3.UnitX);

    public static Matrix4x4 CreateConstrainedBillboardLeftHanded(
        Vector3 objectPosition, Vector3 cameraPosition, Vector3 rotateAxis, Vector3 cameraForwardVector, Vector3 objectForwardVector) =>
        Billboard(objectPosition, cameraPosition - objectPosition, rotateAxis, cameraForwardVector, -objectForwardVector, -Vector3.UnitX);

    private static Matrix4x4 Orthographic(float x, float y, float xOffset, float yOffset, float z, float zOffset) =>
        new(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, xOffset, yOffset, zOffset, 1);

    /// <summary>Depth becomes 0 at the near plane and 1 at the far one; the sign is the side that the viewer looks to.</summary>
    private static Matrix4x4 Perspective(float x, float y, float xOffset, float yOffset, float near, float far, float sign)
    {
        float range = float.IsPositiveInfinity(far) ? 1f : far / (far - near);
        return new Matrix4x4(x, 0, 0, 0, 0, y, 0, 0, xOffset, yOffset, sign * range, sign, 0, 0, -near * range, 0);
    }

    private static Matrix4x4 Viewport(float x, float y, float width, float height, float minDepth, float depth) => new(
        width * 0.5f, 0, 0, 0, 0, height * -0.5f, 0, 0, 0, 0, depth, 0, width * 0.5f + x, height * 0.5f + y, minDepth, 1);

    private static Matrix4x4 Billboard(Vector3 position, Vector3 away, Vector3 up, Vector3 otherwise)
    {
        Vector3 z = Facing(away, otherwise);
        Vector3 x = Vector3.Normalize(Vector3.Cross(up, z));
        return Frame(x, Vector3.Cross(z, x), z, position);
    }

    /// <summary>Turned about an axis only: the axis stays, the object faces as well as it can.</summary>
    private static Matrix4x4 Billboard(
        Vector3 position, Vector3 away, Vector3 axis, Vector3 otherwise, Vector3 objectForward, Vector3 besideZ)
    {
        Vector3 facing = Facing(away, otherwise);
        if (MathF.Abs(Vector3.Dot(axis, facing)) > BillboardMinimalAngle)
        {
            facing = objectForward;
            if (MathF.Abs(Vector3.Dot(axis, facing)) > BillboardMinimalAngle)
            {
                facing = MathF.Abs(axis.Z) > BillboardMinimalAngle ? besideZ : -Vector3.UnitZ;
            }
        }

        Vector3 x = Vector3.Normalize(Vector3.Cross(axis, facing));
        Vector3 z = Vector3.Normalize(Vector3.Cross(x, axis));
        return Frame(x, axis, z, position);
    }

    private static Vector3 Facing(Vector3 away, Vector3 otherwise) =>
        away.LengthSquared() < BillboardEpsilon ? otherwise : away * (1f / away.Length());

    private static void CheckPlanes(float nearPlaneDistance, float farPlaneDistance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nearPlaneDistance, 0f, nameof(nearPlaneDistance));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(farPlaneDistance, 0f, nameof(farPlaneDistance));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nearPlaneDistance, farPlaneDistance, nameof(nearPlaneDistance));
    }

    private static void CheckFieldOfView(float fieldOfView)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(fieldOfView, 0f, nameof(fieldOfView));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fieldOfView, MathF.PI, nameof(fieldOfView));
    }
}
