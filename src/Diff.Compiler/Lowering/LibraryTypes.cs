using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;

namespace Diff.Compiler.Lowering;

/// <summary>
/// The structs of numbers of the base class library. They come without source, so what they consist of is written here; what their
/// members do is written in <c>Library</c>, as C# that <see cref="LibrarySource"/> compiles.
/// </summary>
internal static class LibraryTypes
{
    private static readonly Dictionary<string, (ScalarKind Kind, string[] Fields)> s_types = new()
    {
        ["Vector2"] = (ScalarKind.Single, ["X", "Y"]),
        ["Vector3"] = (ScalarKind.Single, ["X", "Y", "Z"]),
        ["Vector4"] = (ScalarKind.Single, ["X", "Y", "Z", "W"]),
        ["Quaternion"] = (ScalarKind.Single, ["X", "Y", "Z", "W"]),
        ["Plane"] = (ScalarKind.Single, ["Normal", "D"]),
        ["Matrix3x2"] = (ScalarKind.Single, ["M11", "M12", "M21", "M22", "M31", "M32"]),
        ["Matrix4x4"] = (ScalarKind.Single, ["M11", "M12", "M13", "M14", "M21", "M22", "M23", "M24", "M31", "M32", "M33", "M34", "M41", "M42", "M43", "M44"]),
        ["Complex"] = (ScalarKind.Double, ["Real", "Imaginary"]),
    };

    /// <summary>
    /// Functions of <c>double</c>, <c>float</c>, <c>Math</c>, <c>MathF</c> and <c>Vector</c> that have no primitive and are written in
    /// terms of those that have. A list, so that no other call of these types compiles the library.
    /// </summary>
    private static readonly HashSet<string> s_functions =
    [
        "AcosPi", "AsPlane", "AsQuaternion", "AsVector2", "AsVector3", "AsVector4", "AsinPi", "Atan2Pi", "AtanPi", "ClampNative",
        "CosPi", "DegreesToRadians", "DivRem", "Exp10M1", "Exp2M1", "Lerp", "Log10P1", "Log2P1", "MaxMagnitudeNumber", "MaxNative",
        "MaxNumber", "MinMagnitudeNumber", "MinNative", "MinNumber", "MultiplyAddEstimate", "RadiansToDegrees", "RootN", "SinCos",
        "SinCosPi", "SinPi", "TanPi",
    ];

    /// <summary>The names of the types, for tests.</summary>
    public static IEnumerable<string> Names => s_types.Keys;

    /// <summary>The names of the functions, for tests.</summary>
    public static IEnumerable<string> Functions => s_functions;

    /// <summary>Whether a type is one of these; one that the user declares under the name is not, its source says what it is.</summary>
    public static bool Has(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, Arity: 0, ContainingType: null, ContainingNamespace: { Name: "Numerics" } space }
        && space.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
        && s_types.ContainsKey(type.Name)
        && (type.DeclaringSyntaxReferences.IsEmpty || type.ContainingAssembly?.Name == LibrarySource.AssemblyName);

    /// <summary>Whether a method is a member of one of these types, or one of the functions, and has no source of its own.</summary>
    public static bool Declares(IMethodSymbol method) => method.DeclaringSyntaxReferences.IsEmpty && (Has(method.ContainingType) || IsFunction(method));

    /// <summary>The layout of one of these types.</summary>
    public static StructLayout LayoutOf(INamedTypeSymbol type)
    {
        (ScalarKind kind, string[] names) = s_types[type.Name];
        List<StructField> fields = [];
        int next = 0;
        foreach (string name in names)
        {
            StructField field = new(name, name == "Normal" ? NormalOf(type) : new IrType(kind), next);
            fields.Add(field);
            next += field.Type.IsStruct ? field.Type.Layout!.Count : 1;
        }

        return new StructLayout(TypeMapping.Qualified(type), fields.ToEquatable());
    }

    /// <summary>A plane holds a vector.</summary>
    private static IrType NormalOf(INamedTypeSymbol plane) => TypeMapping.Map(plane.GetMembers("Normal").OfType<IFieldSymbol>().First().Type);

    private static bool IsFunction(IMethodSymbol method) => method.IsStatic && !method.IsGenericMethod && s_functions.Contains(method.Name)
        && TypeMapping.MetadataName(method.ContainingType) is "double" or "float" or "System.Math" or "System.MathF" or "System.Numerics.Vector";
}
