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
    string Name, string TypeText, IrType Type, string Prefix, bool IsArray, bool IsEnum, bool IsDifferentiated, bool IsConstant);

/// <summary>A type around the annotated method, as its partial declaration is repeated.</summary>
/// <param name="Header">For example <c>partial class Model&lt;T&gt;</c>.</param>
internal sealed record ContainingType(string Header);

/// <summary>All that the generator keeps of an annotated method: the cache boundary. Holds nothing of Roslyn.</summary>
internal sealed record Module
{
    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the method, outermost first.</summary>
    public required EquatableArray<ContainingType> Types { get; init; }

    /// <summary>The method's name.</summary>
    public required string Name { get; init; }

    /// <summary>The method's accessibility in C#.</summary>
    public required string Accessibility { get; init; }

    /// <summary>For a <c>cref</c> to the method.</summary>
    public required string Reference { get; init; }

    /// <summary>The hint name of the generated file.</summary>
    public required string HintName { get; init; }

    public required EquatableArray<ParameterInfo> Parameters { get; init; }

    /// <summary>Null for void.</summary>
    public required IrType? ReturnType { get; init; }

    /// <summary>The derivatives asked for, as bits of <c>Diff.Derivatives</c>; the default is resolved.</summary>
    public required int Emit { get; init; }

    /// <summary>The optimisations switched off, as bits of <c>Diff.Optimizations</c>.</summary>
    public required int Disable { get; init; }

    /// <summary>Whether arithmetic of integers throws on overflow where nothing else is said.</summary>
    public required bool ChecksOverflow { get; init; }

    /// <summary>Names of the runtime that mean something else where the generated code stands.</summary>
    public required EquatableArray<string> ShadowedNames { get; init; }

    /// <summary>The annotated method and every source method that it reaches; the annotated one first.</summary>
    public required EquatableArray<Function> Functions { get; init; }

    /// <summary>Why it cannot be differentiated, if so.</summary>
    public required EquatableArray<Refusal> Refusals { get; init; }
}
