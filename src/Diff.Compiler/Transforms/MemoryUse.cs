using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>Which buffers an operation reads and writes itself, not counting what is inside its blocks.</summary>
internal static class MemoryUse
{
    /// <summary>Buffers of which elements are read.</summary>
    public static IEnumerable<Value> Reads(Op op) => op switch
    {
        Load load => [load.Buffer],
        CopyElements copy => [copy.Source],
        MultiplyMatrices product => product.Factors.Append(product.Destination),
        SpanCall or SpanPullback or RuleCall or RulePullback or Opaque or Throw => op.Uses().Where(v => v.Type.IsBuffer),
        _ => [],
    };

    /// <summary>Buffers of which elements may be written.</summary>
    public static IEnumerable<Value> Writes(Op op) => op switch
    {
        Store store => [store.Buffer],
        CopyElements copy => [copy.Destination],
        MultiplyMatrices product => [product.Destination],
        SpanCall { Result: null } call => [call.Arguments[call.Arguments.Count - 1]],
        // The arguments of the call come first; of a function that fills its output, the output alone.
        SpanPullback pullback => pullback.Arguments.Skip(pullback.Function.WritesLast ? 1 : pullback.Function.Arity).Where(v => v.Type.IsBuffer),
        RuleCall or RulePullback or Opaque => op.Uses().Where(v => v.Type.Shape == Shape.Span),
        Allocate allocate => [allocate.Result],
        _ => [],
    };

    /// <summary>Buffers that the result of an operation is a view of.</summary>
    public static IEnumerable<Value> ViewedBy(Op op) => op switch
    {
        Slice slice => [slice.Buffer],
        SelectBuffer select => select.Buffers,
        _ => [],
    };

    /// <summary>Whether the operation reads or writes a memory.</summary>
    public static bool Touches(Op op, Value memory, AliasClasses classes) => Reads(op).Concat(Writes(op)).Any(b => classes.ClassOf(b) == memory);

    /// <summary>The one element that the operation reads or writes; null for any other operation.</summary>
    public static (Value Buffer, Value Index)? PlaceOf(Op op) => op switch
    {
        Load load => (load.Buffer, load.Index),
        Store store => (store.Buffer, store.Index),
        _ => null,
    };

    /// <summary>Whether the order in which the operation runs can be told from outside: it may throw something, or look at the world.</summary>
    public static bool IsOrdered(Op op) => op switch
    {
        Throw => true,
        Opaque opaque => !opaque.IsPure,
        RuleCall or RulePullback => true,
        Let let => let.Primitive.MayThrow,
        _ => false,
    };

    /// <summary>Whether the operation may throw at all.</summary>
    public static bool MayThrow(Op op) => IsOrdered(op) || op is Load or Store or Slice or Allocate or SpanCall or SpanPullback
        || (op is Let { Result.Type.IsInteger: true } let && (let.Primitive == Primitives.Divide || let.Primitive == Primitives.Remainder));
}
