using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>A field of a struct.</summary>
/// <param name="Name">Its name; for an automatic property that of the property.</param>
/// <param name="Type">A scalar, memory, or another struct.</param>
/// <param name="First">The place of its first scalar among those of the struct.</param>
internal sealed record StructField(string Name, IrType Type, int First);

/// <summary>What a value that lowering takes apart is in the source.</summary>
internal enum ArrayForm
{
    /// <summary>No array: a struct or tuple.</summary>
    None,

    /// <summary>An array of several dimensions: its elements row by row, then its lengths.</summary>
    Rectangular,

    /// <summary>An array of arrays: the elements of all rows one after another, then where each row starts.</summary>
    Jagged,
}

/// <summary>
/// A struct or tuple as the scalars that it consists of, in the order of its memory; or an array that is more than one buffer as
/// its memory and the integers that say where an element is. Lowering takes both apart: what is differentiated are variables
/// like any others.
/// </summary>
/// <param name="Name">The C# name of the type, qualified.</param>
/// <param name="Fields">Its own fields.</param>
internal sealed record StructLayout(string Name, EquatableArray<StructField> Fields)
{
    /// <summary>Whether it stands for an array, whose first part is then its memory.</summary>
    public ArrayForm Array { get; init; }

    /// <summary>Whether the fields are in the order of the memory: the compiler places captured parameters of a primary constructor.</summary>
    public bool IsOrderKnown { get; init; } = true;

    /// <summary>How many scalars it consists of.</summary>
    public int Count => Fields.Sum(f => f.Type.IsStruct ? f.Type.Layout!.Count : 1);

    /// <summary>The kind of all scalars, or null where they differ: such structs cannot be looked at as numbers in a span.</summary>
    public ScalarKind? ElementKind
    {
        get
        {
            EquatableArray<IrType> leaves = Leaves;
            return Array == ArrayForm.None && HasKnownOrder && leaves.Count > 0 && leaves.All(l => l.Shape == Shape.Scalar && l.Kind == leaves[0].Kind)
                ? leaves[0].Kind
                : null;
        }
    }

    private bool HasKnownOrder => IsOrderKnown && Fields.All(f => f.Type.Layout?.HasKnownOrder != false);

    /// <summary>The types of the scalars.</summary>
    public EquatableArray<IrType> Leaves => Fields.SelectMany(f => f.Type.IsStruct ? f.Type.Layout!.Leaves : EquatableArray<IrType>.Of(f.Type)).ToEquatable();

    /// <summary>The names of the scalars, each as the names of the fields that lead to it.</summary>
    public EquatableArray<string> Paths => Fields
        .SelectMany(f => f.Type.IsStruct ? f.Type.Layout!.Paths.Select(p => f.Name + "." + p) : [f.Name]).ToEquatable();

    /// <summary>A field by name.</summary>
    public StructField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);
}
