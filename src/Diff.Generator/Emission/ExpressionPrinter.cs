using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Rules;

namespace Diff.Generator.Emission;

/// <summary>Values as C# expressions.</summary>
internal sealed class ExpressionPrinter
{
    private const int Primary = 15;
    private const int UnaryPrecedence = 13;
    private const int Conditional = 1;
    private const int ConditionalAnd = 4;
    private const int ConditionalOr = 3;

    private readonly Inlining _inlining;
    private readonly Func<Value, string> _nameOf;
    private readonly RuntimeNames _runtime;
    private readonly bool _checksOverflow;
    private readonly Dictionary<Value, Op> _definitions;
    private readonly ConstantExpressions _constants;

    public ExpressionPrinter(
        Block body, Inlining inlining, Func<Value, string> nameOf, IEnumerable<string> shadowed, bool checksOverflow)
    {
        _inlining = inlining;
        _nameOf = nameOf;
        _runtime = new RuntimeNames(shadowed);
        _checksOverflow = checksOverflow;
        _definitions = body.DefinitionsInside();
        _constants = new ConstantExpressions(inlining.ExpressionOf);
    }

    /// <summary>Bits of the vectors, in a kernel.</summary>
    public int Width { get; set; }

    /// <summary>The expression of a value: its local, or what defines it.</summary>
    public string Print(Value value) => Print(value, 0);

    /// <summary>The right-hand side of an operation that gets a local.</summary>
    public string PrintDefinition(Op op) => Expression(op).Text;

    /// <summary>The operation that a value is, if it is written in place.</summary>
    public Op? InlinedOp(Value value) => _inlining.ExpressionOf(value);

    /// <summary>A name of the runtime.</summary>
    public string Runtime(string name) => _runtime.Of(name);

    /// <summary>A type of the IR as it is written in locals and signatures.</summary>
    public string Type(IrType type)
    {
        string lanes = $"{Runtime("Vector" + Width.ToString(CultureInfo.InvariantCulture))}<{type.Keyword}>";
        return type.Shape switch
        {
            Shape.Vector or Shape.Mask => lanes,
            Shape.VectorSpan or Shape.MaskSpan => $"{Runtime("Span")}<{lanes}>",
            _ => _runtime.Type(type),
        };
    }

    /// <summary>What reads or writes an element for each lane.</summary>
    /// <param name="verb">Load, Store or Add.</param>
    /// <param name="buffer">The memory.</param>
    /// <param name="index">The first lane's element.</param>
    /// <param name="places">Memory that holds their places, or null: then <paramref name="index"/> is where the first lane's is in it.</param>
    /// <param name="stride">How far apart they are, or null.</param>
    /// <param name="mask">Which lanes do, or null.</param>
    /// <param name="operand">What is written, or null.</param>
    /// <param name="overwrites">Whether what is there does not count, or null.</param>
    public string LanesAccess(
        string verb, Value buffer, Value index, Value? places, Value? stride, Value? mask, Value? operand, Value? overwrites = null)
    {
        List<string> arguments = [Print(buffer, 0), Print(index, 0)];
        if (places is not null)
        {
            verb += "At";
            arguments.Insert(1, Print(places, 0));
        }

        string width = Width.ToString(CultureInfo.InvariantCulture);
        if (stride is not null && mask is null && operand is null && verb == "Load")
        {
            return $"{Runtime("VectorMath")}.Gather{width}({arguments[0]}, {arguments[1]}, {Print(stride, 0)})";
        }

        if (stride is not null)
        {
            verb += "Strided";
            arguments.Add(Print(stride, 0));
        }

        if (mask is not null)
        {
            verb += "Where";
            arguments.Add(Print(mask, 0));
        }

        if (operand is not null)
        {
            arguments.Add(Print(operand, 0));
        }

        if (overwrites is not null)
        {
            arguments.Add(Print(overwrites, 0));
        }

        return $"{Runtime("Vector" + width + "Memory")}.{verb}({string.Join(", ", arguments)})";
    }

    /// <summary>The negation of a condition.</summary>
    public string PrintNot(Value condition)
    {
        if (_inlining.ExpressionOf(condition) is Let let)
        {
            if (let.Primitive == Primitives.Not)
            {
                return Print(let.Arguments[0], 0);
            }

            // Only where the operands are integers: not (x < y) is no x >= y for NaN.
            if (let.Arguments.Count == 2 && !let.Arguments[0].Type.IsFloating && Opposite(let.Primitive) is { } opposite)
            {
                return Expression(let with { Primitive = opposite }).Text;
            }
        }

        return "!" + Print(condition, UnaryPrecedence);
    }

    /// <summary>Fills the arguments into carried C#.</summary>
    public string Fill(string template, IReadOnlyList<Value> arguments)
    {
        StringBuilder text = new();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int end = template.IndexOf('}', i);
                int number = int.Parse(template.Substring(i + 1, end - i - 1), CultureInfo.InvariantCulture);
                text.Append(Print(arguments[number], Primary));
                i = end;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static Primitive? Opposite(Primitive primitive) =>
        primitive == Primitives.Less ? Primitives.GreaterOrEqual
        : primitive == Primitives.LessOrEqual ? Primitives.Greater
        : primitive == Primitives.Greater ? Primitives.LessOrEqual
        : primitive == Primitives.GreaterOrEqual ? Primitives.Less
        : primitive == Primitives.Equal ? Primitives.NotEqual
        : primitive == Primitives.NotEqual ? Primitives.Equal
        : null;

    private string Print(Value value, int minimum)
    {
        if (_inlining.ExpressionOf(value) is not { } op)
        {
            return _nameOf(value);
        }

        (string text, int precedence) = Expression(op);
        return precedence < minimum ? $"({text})" : text;
    }

    private (string Text, int Precedence) Expression(Op op) => op switch
    {
        ConstantOp o => Constant(o.Constant),
        LengthOf o => (Print(o.Buffer, Primary) + ".Length", Primary),
        LanesLoad o => (LanesAccess(o.Buffer.Type.Shape is Shape.VectorSpan || o.Buffer.Type.Kind == o.Result.Type.Kind ? "Load" : "LoadDouble", o.Buffer, o.Index, o.Places, o.Stride, o.Mask, null), Primary),
        Load o => ($"{Print(o.Buffer, Primary)}[{Print(o.Index, 0)}]", Primary),
        Let o => Function(o),
        If o => Choice(o),
        Slice o => (SliceText(o), Primary),
        SelectBuffer o => Selection(o),
        Opaque o => (Fill(o.Template, [.. o.Arguments]), 0),
        SpanCall o => ($"{Runtime("Functions")}.{o.Function.Name}({string.Join(", ", o.Arguments.Select(a => Print(a, 0)))})", Primary),
        SpanPullback o => ($"{Runtime("Pullbacks")}.{o.Function.Name}({string.Join(", ", o.Arguments.Select(a => Print(a, 0)))})", Primary),
        _ => throw new InvalidOperationException($"No expression: {op.GetType().Name}."),
    };

    private (string Text, int Precedence) Function(Let let)
    {
        Primitive primitive = let.Primitive;
        EquatableArray<Value> arguments = let.Arguments;
        if (Primitives.IsIdentity(primitive, out int identity) && primitive.Notation == Notation.Copy)
        {
            return (Print(arguments[identity], Primary), Primary);
        }

        if (primitive == Primitives.LaneCount)
        {
            return ($"{Type(arguments[0].Type.As(Shape.Vector))}.Count", Primary);
        }

        if ((let.Result.Type.IsLanes || arguments.Any(a => a.Type.IsLanes)) && VectorForm(let) is { } vector)
        {
            return vector;
        }

        int hidden = _constants.ArgumentToHide(let);
        switch (primitive.Notation)
        {
            case Notation.Infix:
                string symbol = primitive.Text(arguments[0].Type.Kind);
                string text = $"{Operand(0, primitive.Precedence)} {symbol} {Operand(1, primitive.Precedence + 1)}";
                return Overflow(text, primitive.Precedence, primitive, let);
            case Notation.Prefix:
                string operand = Operand(0, UnaryPrecedence);
                string sign = primitive.Text(arguments[0].Type.Kind);
                return Overflow(operand.StartsWith(sign, StringComparison.Ordinal) ? $"{sign}({operand})" : sign + operand, UnaryPrecedence, primitive, let);
            case Notation.Cast:
                return Overflow($"({let.Result.Type.Keyword}){Operand(0, UnaryPrecedence)}", UnaryPrecedence, primitive, let);
            case Notation.Select:
                return ($"{Print(arguments[0], Conditional + 1)} ? {Print(arguments[1], Conditional + 1)} : {Print(arguments[2], Conditional)}", Conditional);
            default:
                string call = Runtime(primitive.Text(arguments[0].Type.Kind));
                return call.IndexOf('{') >= 0
                    ? (Fill(call.Replace("(MidpointRounding)", $"({Runtime("MidpointRounding")})"), [.. arguments]), Primary)
                    : ($"{call}({string.Join(", ", arguments.Select(a => Print(a, 0)))})", Primary);
        }

        string Operand(int position, int minimum) => position != hidden ? Print(arguments[position], minimum)
            : $"{Runtime("Math")}.Max({Print(arguments[position], 0)}, {Print(arguments[position], 0)})";
    }

    /// <summary>A function of vectors; null where it is an operator that vectors have too.</summary>
    private (string Text, int Precedence)? VectorForm(Let let)
    {
        string? form = VectorForms.Of(let.Primitive);
        if (form is null || (let.Primitive.Notation == Notation.Infix && form.StartsWith("{0}", StringComparison.Ordinal)) || let.Primitive == Primitives.Negate)
        {
            return null;
        }

        EquatableArray<Value> arguments = let.Arguments;
        ScalarKind kind = let.Result.Type.IsFloating ? let.Result.Type.Kind : arguments[0].Type.Kind;
        bool isCall = form[0] != '~';
        form = form.Replace("{W}", Width.ToString(CultureInfo.InvariantCulture)).Replace("{K}", kind == ScalarKind.Single ? "Single" : "Double");
        for (int i = 0; i < arguments.Count; i++)
        {
            // In a call an argument is a whole expression; behind a ~ it is not.
            bool isWhole = form.IndexOf('(') >= 0;
            form = form.Replace("{" + i.ToString(CultureInfo.InvariantCulture) + "}", Print(arguments[i], isWhole ? 0 : Primary));
        }

        int open = form.IndexOf('(');
        string name = open < 0 ? form : form.Substring(0, open).TrimStart('~');
        string qualified = open < 0 || form[0] == '~' && open < 0 ? form : (isCall ? "" : "~") + Runtime(name) + form.Substring(open);
        return (open < 0 ? form : qualified, isCall ? Primary : UnaryPrecedence);
    }

    /// <summary>Arithmetic of integers says whether it is checked where the project's default differs.</summary>
    private (string Text, int Precedence) Overflow(string text, int precedence, Primitive primitive, Let let)
    {
        bool mayOverflow = let.Result.Type.IsInteger && (primitive.IsChecked || primitive == Primitives.Add || primitive == Primitives.Subtract
            || primitive == Primitives.Multiply || primitive == Primitives.Negate || primitive == Primitives.Convert);
        return !mayOverflow || (primitive.IsChecked == _checksOverflow && (primitive.IsChecked || !_constants.MayWrap(let)))
            ? (text, precedence)
            : ($"{(primitive.IsChecked ? "checked" : "unchecked")}({text})", Primary);
    }

    private (string Text, int Precedence) Choice(If branch)
    {
        Value whenTrue = branch.Then.Yields[0];
        Value whenFalse = branch.Else.Yields[0];
        if (branch.Results[0].Type == IrType.Bool)
        {
            if (IsLiteral(whenFalse, 0))
            {
                return ($"{Print(branch.Condition, ConditionalAnd)} && {Print(whenTrue, ConditionalAnd + 1)}", ConditionalAnd);
            }

            if (IsLiteral(whenTrue, 1))
            {
                return ($"{Print(branch.Condition, ConditionalOr)} || {Print(whenFalse, ConditionalOr + 1)}", ConditionalOr);
            }

            if (IsLiteral(whenTrue, 0))
            {
                return ($"{PrintNot(branch.Condition)} && {Print(whenFalse, ConditionalAnd + 1)}", ConditionalAnd);
            }

            if (IsLiteral(whenFalse, 1))
            {
                return ($"{PrintNot(branch.Condition)} || {Print(whenTrue, ConditionalOr + 1)}", ConditionalOr);
            }
        }

        return ($"{Print(branch.Condition, Conditional + 1)} ? {Print(whenTrue, Conditional + 1)} : {Print(whenFalse, Conditional)}", Conditional);
    }

    private bool IsLiteral(Value value, long bits) => _inlining.ExpressionOf(value) is ConstantOp constant && constant.Constant.Bits == bits;

    private string SliceText(Slice slice)
    {
        string buffer = Print(slice.Buffer, Primary);

        // x.Slice(start, x.Length − start) is x.Slice(start).
        bool isRest = _definitions.TryGetValue(slice.Length, out Op op) && op is Let let && let.Primitive == Primitives.Subtract
            && let.Arguments[1] == slice.Start
            && _definitions.TryGetValue(let.Arguments[0], out Op length) && length is LengthOf { Buffer: { } measured } && measured == slice.Buffer;
        return isRest && _inlining.ExpressionOf(slice.Length) is not null
            ? $"{buffer}.Slice({Print(slice.Start, 0)})"
            : $"{buffer}.Slice({Print(slice.Start, 0)}, {Print(slice.Length, 0)})";
    }

    private (string Text, int Precedence) Selection(SelectBuffer select)
    {
        string selector = Print(select.Selector, UnaryPrecedence);
        if (select.Buffers.Count == 2)
        {
            return ($"{selector} == 0 ? {Print(select.Buffers[0], Conditional + 1)} : {Print(select.Buffers[1], Conditional)}", Conditional);
        }

        IEnumerable<string> arms = select.Buffers.Select((b, i) =>
            $"{(i == select.Buffers.Count - 1 ? "_" : i.ToString(CultureInfo.InvariantCulture))} => {Print(b, 0)}");
        return ($"{selector} switch {{ {string.Join(", ", arms)} }}", 0);
    }

    private (string Text, int Precedence) Constant(Constant constant)
    {
        if (constant.Type.IsBuffer)
        {
            return ($"default({Type(constant.Type)})", Primary);
        }

        string text = Literals.Text(constant);
        return (text, text[0] is '-' or '(' ? UnaryPrecedence - 1 : Primary);
    }
}
