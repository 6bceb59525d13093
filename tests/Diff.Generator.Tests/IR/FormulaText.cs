using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Generator.Tests.IR;

/// <summary>Straight-line IR as one formula.</summary>
internal static class FormulaText
{
    private const int Guarded = 12;
    private const int Unary = 13;
    private const int Atom = 20;

    public static string Of(IEnumerable<Op> ops, Value result)
    {
        Dictionary<Value, (string Text, int Precedence)> texts = [];
        foreach (Op op in ops)
        {
            if (op is ConstantOp constant)
                texts[constant.Result] = (ConstantText(constant.Constant), Atom);
            else if (op is Let let)
                texts[let.Result] = Text(let, [.. let.Arguments.Select(a => texts.TryGetValue(a, out (string, int) known) ? known : (a.Name, Atom))]);
        }
        return texts.TryGetValue(result, out (string Text, int Precedence) formula) ? formula.Text : result.Name;
    }

    private static string ConstantText(Constant constant) => constant.Real switch
    {
        0.69314718055994530942 => "ln 2",
        2.30258509299404568402 => "ln 10",
        1.12837916709551257390 => "2/√π",
        _ => Printer.LiteralText(constant),
    };

    private static (string Text, int Precedence) Text(Let let, (string Text, int Precedence)[] arguments)
    {
        Primitive primitive = let.Primitive;
        string At(int i, int least) => arguments[i].Precedence < least ? $"({arguments[i].Text})" : arguments[i].Text;
        if (primitive == Primitives.Times)
            return ($"{At(0, Guarded)} ⊗ {At(1, Guarded + 1)}", Guarded);
        if (primitive == Primitives.Over)
            return ($"{At(0, Guarded)} ⊘ {At(1, Guarded + 1)}", Guarded);
        switch (primitive.Notation)
        {
            case Notation.Infix:
                string symbol = primitive.Text(ScalarKind.Double) switch
                {
                    "*" => "·",
                    "-" => "−",
                    "&" => "and",
                    "==" => "=",
                    ">=" => "≥",
                    string other => other,
                };
                return ($"{At(0, primitive.Precedence)} {symbol} {At(1, primitive.Precedence + 1)}", primitive.Precedence);
            case Notation.Prefix:
                return ($"−{At(0, Unary)}", Unary);
            case Notation.Select:
                return ($"{At(0, 2)} ? {At(1, 2)} : {At(2, 2)}", 1);
            case Notation.Cast:
                return ($"({let.Result.Type}){At(0, Unary)}", Unary);
            default:
                return ($"{primitive.Name}({string.Join(", ", arguments.Select(a => a.Text))})", Atom);
        }
    }
}
