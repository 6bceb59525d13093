using System;
using System.Collections.Generic;
using Diff.Compiler.IR;

namespace Diff.Compiler.Rules;

/// <summary>What a primitive does to the derivative by one of its arguments.</summary>
internal enum Flow
{
    /// <summary>The table has a formula.</summary>
    Differentiable,

    /// <summary>The derivative is zero almost everywhere, so what reaches the result only this way is lost.</summary>
    Lossy,

    /// <summary>The derivative is cut because the source asks for it.</summary>
    Stopped,

    /// <summary>A condition or an index: nothing to differentiate.</summary>
    None,
}

/// <summary>The product of a cotangent (or a tangent) and the partial derivative by one argument.</summary>
internal delegate Value Partial(RuleContext context, Value cotangent);

/// <summary>
/// The derivative table: one entry per primitive. Each formula gives ȳ · ∂f/∂xᵢ, so that the same entry serves the
/// backward pass (ȳ a cotangent) and the tangent (ȳ the tangent of xᵢ).
/// </summary>
internal static partial class DerivativeTable
{
    private static readonly Dictionary<Primitive, Partial?[]> s_partials = [];

    private static readonly HashSet<Primitive> s_lossy =
    [
        Primitives.Floor, Primitives.Ceiling, Primitives.Round, Primitives.RoundDigits, Primitives.RoundMode,
        Primitives.RoundDigitsMode, Primitives.Truncate,
        Primitives.Sign, Primitives.ILogB,
    ];

    static DerivativeTable()
    {
        AddArithmetic();
        AddElementary();
        AddPiecewise();
        AddFunctions();
        AddIdioms();
        AddDerivativeBuildingBlocks();
    }

    /// <summary>The primitives that have an entry, for the test that compares it with the documentation.</summary>
    public static IEnumerable<Primitive> Entries => s_partials.Keys;

    /// <summary>What an operation does to the derivative by an argument.</summary>
    public static Flow FlowOf(Let operation, int argument)
    {
        IrType type = operation.Arguments[argument].Type;
        if (type.Kind == ScalarKind.Bool || type.Kind == ScalarKind.Object || operation.Result.Type.Kind == ScalarKind.Bool)
        {
            return Flow.None;
        }

        Primitive primitive = operation.Primitive;
        if (primitive.IsTensor)
        {
            return primitive.IsCut ? Flow.Stopped : Flow.Differentiable;
        }

        if (primitive == Primitives.Stop || (primitive == Primitives.StraightThrough && argument == 0))
        {
            return Flow.Stopped;
        }

        if (!type.IsFloating || !operation.Result.Type.IsFloating)
        {
            // Integers have no derivative: what passes through one is lost.
            return Flow.Lossy;
        }

        if (s_lossy.Contains(primitive))
        {
            return argument == 0 ? Flow.Lossy : Flow.None;
        }

        if (!s_partials.TryGetValue(primitive, out Partial?[]? partials) || primitive == Primitives.CopySign && argument == 1)
        {
            return Flow.Lossy;
        }

        // A missing entry of a primitive that has others is a bound, a factor or a value that is constant by definition.
        return partials[argument] is not null ? Flow.Differentiable : Flow.Stopped;
    }

    /// <summary>ȳ · ∂f/∂xᵢ.</summary>
    /// <param name="isGuarded">Whether the product is 0 where ȳ is, whatever the partial derivative.</param>
    /// <param name="maybeInfinite">Whether it is also 0 where the partial derivative is, whatever ȳ: a tangent that has come through a pole.</param>
    public static Value Apply(Builder builder, Let operation, int argument, Value cotangent, bool isGuarded = false, bool maybeInfinite = false)
    {
        Partial partial = s_partials[operation.Primitive][argument]
            ?? throw new InvalidOperationException($"{operation.Primitive} has no derivative by argument {argument}.");
        return partial(new RuleContext(builder, operation, isGuarded ? [cotangent] : null, maybeInfinite), cotangent);
    }

    private static void Add(Primitive primitive, params Partial?[] partials) => s_partials.Add(primitive, partials);
}
