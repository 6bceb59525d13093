using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Which variables keep their value in a part of a method, so that what is computed of them may be computed earlier.</summary>
internal static class FixedValues
{
    /// <summary>The local or parameter that an expression names, or null.</summary>
    public static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local.RefKind: RefKind.None } local => local.Local,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Whether nothing in a part of a method, or in a function inside the method, gives a variable another value.</summary>
    /// <param name="part">The part.</param>
    /// <param name="start">Where in the source it starts to matter.</param>
    /// <param name="symbol">The variable.</param>
    public static bool Keeps(IOperation part, int start, ISymbol symbol)
    {
        return !Root(part).DescendantsAndSelf().Any(o => SymbolEqualityComparer.Default.Equals(SymbolOf(o), symbol) && IsWritten(o)
            && (o.Syntax.SpanStart >= start && part.Syntax.Span.Contains(o.Syntax.Span) || IsNested(o) || IsNamed(o)));
    }

    /// <summary>Whether nothing in a method may write into memory of integers, from a place in its source on.</summary>
    public static bool KeepsIntegers(IOperation part, int start) => !Root(part).Descendants().Any(o => (o.Syntax.SpanStart >= start || IsNested(o) || IsNamed(o)) && o switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } => TypeMapping.Map(o.Type).IsInteger && IsWritten(o),
        IArgumentOperation argument => HoldsIntegers(argument.Value.Type),
        IInvocationOperation { Instance: { } instance } => HoldsIntegers(instance.Type),
        IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => true,
        _ => false,
    });

    private static bool HoldsIntegers(ITypeSymbol? type) =>
        TypeMapping.Map(type) is { IsBuffer: true, IsFloating: false, Shape: not IR.Shape.ReadOnlySpan } or { HasMemoryInside: true };

    private static IOperation Root(IOperation part)
    {
        IOperation root = part;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root;
    }

    /// <summary>Whether a reference gives what it names another name.</summary>
    private static bool IsNamed(IOperation reference) => reference.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.RefKind != RefKind.None,
        IAddressOfOperation or IConditionalOperation { IsRef: true } => true,
        ISimpleAssignmentOperation { IsRef: true } => true,
        _ => false,
    };

    /// <summary>Whether a reference to a variable or element is one through which it may be written.</summary>
    public static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation { IsRef: true } => true,
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or IAddressOfOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.RefKind != RefKind.None,
        ITupleOperation tuple => IsTarget(tuple),
        IConditionalOperation { IsRef: true } => true,
        _ => false,
    };

    /// <summary>Whether an operation stands in a lambda or local function.</summary>
    public static bool IsNested(IOperation operation)
    {
        for (IOperation? around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTarget(ITupleOperation tuple)
    {
        IOperation target = tuple;
        while (target.Parent is ITupleOperation outer)
        {
            target = outer;
        }

        return target.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == target;
    }
}
