using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Lowering;

/// <summary>How a parameter of an annotated method is written, and what it is to the derivative.</summary>
/// <param name="Name">Its name, as an identifier.</param>
/// <param name="TypeText">Its C# type.</param>
/// <param name="Type">Its IR type.</param>
/// <param name="Prefix">Modifiers to repeat (<c>scoped</c>), with a space behind, or empty.</param>
/// <param name="IsArray">Whether it is an array.</param>
/// <param name="IsEnum">Whether it is an enum, to be converted on the way in.</param>
/// <param name="IsDifferentiated">Whether a derivative by it is asked for.</param>
/// <param name="IsConstant">Whether it is marked <c>[Constant]</c>.</param>
internal sealed record ParameterInfo(
    string Name, string TypeText, IrType Type, string Prefix, bool IsArray, bool IsEnum, bool IsDifferentiated, bool IsConstant)
{
    /// <summary>Of a struct, or of the structs in a buffer, how they are written; null for numbers.</summary>
    public StructForm? Form { get; init; }

    /// <summary>Whether it is a <c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>, whose span is what is handed on.</summary>
    public bool IsMemory { get; init; }

    /// <summary>Whether its cotangent memory is on entry that of its final content: an output of a method that returns nothing.</summary>
    public bool IsOutput { get; init; }

    /// <summary>Whether a number or struct is passed by reference, and its final value handed back.</summary>
    public PassingMode Passing { get; init; }

    /// <summary>Of a member of an object, the expression that reads it; null for a parameter.</summary>
    public string? Access { get; init; }

    /// <summary>Of a differentiated member, its place in the parameter set that takes its gradient.</summary>
    public string Slot { get; init; } = "";

    /// <summary>Whether its derivative is part of what is returned.</summary>
    public bool IsReturned => Access is null && IsDifferentiated && !Type.HoldsMemory && !IsOutput;
}

/// <summary>A parameter set that a member takes: the gradient by the members of an object.</summary>
/// <param name="TypeText">Its type.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Owner">Whose parameters these are: this, or a parameter.</param>
/// <param name="Element">Its numbers: float or double.</param>
internal sealed record SetParameter(string TypeText, string Name, string Owner, string Element);

/// <summary>How generated code takes a struct apart and puts one together.</summary>
/// <param name="TypeText">The type.</param>
/// <param name="Reads">Each of its scalars as a format of the struct's name.</param>
/// <param name="Construction">The struct as a format of its scalars.</param>
/// <param name="Gradient">The same with the scalars that have no derivative left out.</param>
internal sealed record StructForm(string TypeText, EquatableArray<string> Reads, string Construction, string Gradient);

/// <summary>A type around the annotated method, as its partial declaration is repeated.</summary>
/// <param name="Header">For example <c>partial class Model&lt;T&gt;</c>.</param>
internal sealed record ContainingType(string Header);

/// <summary>The values of <c>Diff.Checkpointing</c>; the compiler cannot reference the runtime.</summary>
internal enum Checkpointing
{
    None, Periodic, Binomial,
}

/// <summary>A generic method for certain numbers.</summary>
/// <param name="Condition">C# that tests whether these are the type arguments.</param>
/// <param name="Module">The method with them in place.</param>
internal sealed record Variant(string Condition, Module Module);

/// <summary>All that the generator keeps of an annotated method: the cache boundary. Holds nothing of Roslyn.</summary>
internal sealed record Module
{
    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the method, outermost first.</summary>
    public required EquatableArray<ContainingType> Types { get; init; }

    /// <summary>The method's name.</summary>
    public required string Name { get; init; }

    /// <summary>The method's name with what tells it apart from others of its name, for names of private members.</summary>
    public required string Tag { get; init; }

    /// <summary>The method's accessibility in C#.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The method's own type parameters as they are declared, or empty.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>What they are constrained to, with a space in front, or empty.</summary>
    public string Constraints { get; init; } = "";

    /// <summary>Of a generic method: it once for each number that its type parameters can be, which is what is differentiated.</summary>
    public EquatableArray<Variant> Variants { get; init; }

    /// <summary>The type parameters, the method's own and those around it, that stand for numbers.</summary>
    public EquatableArray<string> Numbers { get; init; }

    /// <summary>In a variant what its members are told apart by; else empty.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>For a <c>cref</c> to the method.</summary>
    public required string Reference { get; init; }

    /// <summary>The hint name of the generated file.</summary>
    public required string HintName { get; init; }

    public required EquatableArray<ParameterInfo> Parameters { get; init; }

    /// <summary>Whether it is an instance method.</summary>
    public required bool IsInstance { get; init; }

    /// <summary>Members of the receiver and of other objects that it reads: parameters of the core, behind the method's own.</summary>
    public EquatableArray<ParameterInfo> Members { get; init; }

    /// <summary>Which name keeps its members from taking a workspace of the caller's; empty for none.</summary>
    public string WorkspaceObstacle { get; init; } = "";

    /// <summary>Where the gradient by members goes.</summary>
    public EquatableArray<SetParameter> Sets { get; init; }

    /// <summary>Null for void.</summary>
    public required IrType? ReturnType { get; init; }

    /// <summary>How a returned struct is written.</summary>
    public StructForm? ReturnForm { get; init; }

    /// <summary>The parameters as everything behind lowering knows them: a struct is one for each of its scalars.</summary>
    public EquatableArray<ParameterInfo> Leaves => Parameters.Concat(Members).SelectMany(LeavesOf).ToEquatable();

    /// <summary>Those of the leaves whose final values are handed back.</summary>
    public List<ParameterInfo> Finals => [.. Leaves.Where(l => l.Passing != PassingMode.Value && l.Access is null)];

    /// <summary>What the scalars of a returned struct are called; empty otherwise.</summary>
    public EquatableArray<string> ReturnPaths => ReturnType is { IsStruct: true, Layout: { } layout } ? layout.Paths : default;

    /// <summary>The types of what is returned, scalar by scalar.</summary>
    public EquatableArray<IrType> ReturnTypes => ReturnType is not { } type ? default
        : type.IsStruct ? type.Layout!.Leaves
        : EquatableArray<IrType>.Of(type);

    /// <summary>The derivatives asked for, as bits of <c>Diff.Derivatives</c>; the default is resolved.</summary>
    public required int Emit { get; init; }

    /// <summary>The optimisations switched off, as bits of <c>Diff.Optimizations</c>.</summary>
    public required int Disable { get; init; }

    /// <summary>Whether the order of sums may change.</summary>
    public required bool Reassociates { get; init; }

    /// <summary>Whether members with a report are asked for, beside those without.</summary>
    public bool HasReport { get; init; }

    /// <summary>Whether this is the method as it is differentiated for members with a report; never behind lowering.</summary>
    public bool IsMonitored { get; init; }

    /// <summary>How loops that carry a state get their values in the reverse sweep.</summary>
    public Checkpointing Checkpoint { get; init; }

    /// <summary>How many states are kept; 0 for a number that depends on the iterations.</summary>
    public int Snapshots { get; init; }

    /// <summary>Whether methods that are to be run again are seen through: for derivatives without a reverse sweep, and for who only looks.</summary>
    public bool IgnoresCheckpoints { get; init; }

    /// <summary>The same with nothing that is run again in the reverse sweep.</summary>
    public Module WithoutCheckpoints => this with { Checkpoint = Checkpointing.None, IgnoresCheckpoints = true };

    /// <summary>Whether arithmetic of integers throws on overflow where nothing else is said.</summary>
    public required bool ChecksOverflow { get; init; }

    /// <summary>Names of the runtime that mean something else where the generated code stands.</summary>
    public required EquatableArray<string> ShadowedNames { get; init; }

    /// <summary>The annotated method and every source method that it reaches; the annotated one first.</summary>
    public required EquatableArray<Function> Functions { get; init; }

    /// <summary>The generated derivatives that these call: functions too, which are made from others.</summary>
    public EquatableArray<CalledDerivative> Derivatives { get; init; }

    /// <summary>Why it cannot be differentiated, if so.</summary>
    public required EquatableArray<Refusal> Refusals { get; init; }

    /// <summary>The method as it is differentiated for members with a report, or null where none are asked for.</summary>
    public Module? Monitored => HasReport && (Emit & DerivativeFlags.Reverse) != 0
        ? WithCounts with { Variants = Variants.Map(v => v with { Module = v.Module.WithCounts }) }
        : null;

    /// <summary>Counts are made in the reverse sweep, and members without one have no report.</summary>
    private Module WithCounts => this with { IsMonitored = true, Emit = Emit & DerivativeFlags.Reverse };

    /// <summary>What a parameter becomes behind lowering.</summary>
    public static IEnumerable<ParameterInfo> LeavesOf(ParameterInfo parameter) => parameter.Type is { IsStruct: true, Layout: { } layout }
        ? layout.Leaves.Zip(layout.Paths, (leaf, path) => new ParameterInfo(
            MemberNames.Leaf(parameter.Name, path), leaf.Keyword, leaf.Flat, "", false, false, parameter.IsDifferentiated && leaf.IsFloating, parameter.IsConstant)
        {
            IsOutput = parameter.IsOutput && leaf.IsFloating,
            Passing = parameter.Passing,
            Access = parameter.Access,
        })
        : [parameter with { Type = parameter.Type.Flat }];
}
