using System;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Generator.Emission;

/// <summary>
/// Expressions of literals alone, which the compiler evaluates itself and refuses where they overflow or divide by zero. In generated code such
/// an expression may stand where the primal never comes to it, or must throw.
/// </summary>
internal sealed class ConstantExpressions(Func<Value, Op?> expressionOf)
{
    private const long Small = 1 << 15;

    /// <summary>Which argument must not look like a constant, so that the expression is left to the run; −1 for none.</summary>
    public int ArgumentToHide(Let let)
    {
        int last = let.Arguments.Count - 1;
        bool isDivision = let.Primitive == Primitives.Divide || let.Primitive == Primitives.Remainder;
        if (!let.Result.Type.IsInteger || let.Primitive.Notation is not (Notation.Infix or Notation.Prefix or Notation.Cast))
        {
            return -1;
        }

        if (isDivision)
        {
            bool isSure = expressionOf(let.Arguments[last]) is ConstantOp { Constant.Bits: > 0 };
            return IsConstant(let.Arguments[last]) && !isSure ? last : -1;
        }

        bool isCast = let.Primitive.Notation == Notation.Cast;
        bool mayFail = let.Primitive.IsChecked || (isCast && let.Arguments[0].Type.IsFloating);
        return mayFail && let.Arguments.All(IsConstant) && (isCast || !let.Arguments.All(IsSmall)) ? 0 : -1;
    }

    /// <summary>Whether it is evaluated by the compiler and may overflow there, though nothing is checked in the run.</summary>
    public bool MayWrap(Let let) => let.Arguments.All(IsConstant) && !let.Arguments.All(IsSmall);

    private bool IsConstant(Value value) => expressionOf(value) switch
    {
        ConstantOp => value.Type.Shape == Shape.Scalar,
        Let let => let.Primitive.Notation is Notation.Infix or Notation.Prefix or Notation.Cast or Notation.Select or Notation.Copy
            && let.Arguments.All(IsConstant),
        _ => false,
    };

    private bool IsSmall(Value value) => value.Type == IrType.Int && expressionOf(value) is ConstantOp { Constant.Bits: > -Small and < Small };
}
