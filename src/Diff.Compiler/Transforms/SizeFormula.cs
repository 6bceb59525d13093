using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>An integer as a formula that people read: lengths and parameters by their names.</summary>
/// <param name="ops">Operations among which the integer is computed.</param>
internal sealed class SizeFormula(IEnumerable<Op> ops)
{
    private readonly Dictionary<Value, Op> _definitions = Definitions(ops);

    /// <summary>size · count.</summary>
    public string Of(int size, Value count) => $"{size} · {Text(count, 0)}";

    private static Dictionary<Value, Op> Definitions(IEnumerable<Op> ops)
    {
        Dictionary<Value, Op> definitions = [];
        foreach (Op op in ops)
        {
            foreach (Value value in op.Definitions())
            {
                definitions[value] = op;
            }
        }

        return definitions;
    }

    private string Text(Value value, int depth)
    {
        if (!_definitions.TryGetValue(value, out Op op) || depth > 8)
        {
            return value.Name.Length > 0 ? value.Name : "n";
        }

        switch (op)
        {
            case ConstantOp constant:
                return constant.Constant.ToString();
            case LengthOf length:
                return (length.Buffer.Name.Length > 0 ? length.Buffer.Name : "buffer") + ".Length";
            case Let let when value.Name.Length > 0 && value.Name is not ("trips" or "size"):
                return value.Name;
            case Let { Arguments.Count: 2 } let:
                return Binary(let, depth + 1);
            default:
                return value.Name.Length > 0 ? value.Name : "n";
        }
    }

    private string Binary(Let let, int depth)
    {
        string left = Text(let.Arguments[0], depth);
        string right = Text(let.Arguments[1], depth);
        Primitive primitive = let.Primitive;
        if (primitive == Primitives.Max && right == "0")
        {
            return left;
        }

        if (primitive == Primitives.Subtract && right == "0")
        {
            return left;
        }

        string symbol = primitive == Primitives.Multiply || primitive == Primitives.MultiplyChecked || primitive == Primitives.RowMajorCount ? "·"
            : primitive == Primitives.Add ? "+"
            : primitive == Primitives.Subtract ? "−"
            : primitive == Primitives.Divide ? "/"
            : primitive.Name;
        return symbol == "·" ? $"{left} · {right}" : $"({left} {symbol} {right})";
    }
}
