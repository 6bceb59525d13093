using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Diff.Compiler;
using Diff.Compiler.IR;

namespace Diff.Generator.Tests.IR;

/// <summary>Reads what <see cref="Printer"/> writes; the grammar is in its documentation.</summary>
internal sealed partial class IrParser
{
    private static readonly Dictionary<string, ScalarKind> s_scalars = Enum.GetValues<ScalarKind>()
        .Where(k => k != ScalarKind.Object).ToDictionary(k => new IrType(k).Keyword, k => k, StringComparer.Ordinal);

    private readonly IrScanner _scanner;
    private readonly Dictionary<(int Id, string Name), IrType> _types = [];
    private int _lastId = -1;

    private IrParser(string text)
    {
        _scanner = new IrScanner(text);
    }

    /// <summary>Every primitive by its name in IR text.</summary>
    public static IReadOnlyDictionary<string, Primitive> PrimitivesByName { get; } = typeof(Primitives)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Primitive>()
        .ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>A function; without a written <c>next</c>, the first id behind those in the text is next.</summary>
    public static Function ParseOne(string text)
    {
        IrParser parser = new(text);
        Function function = parser.ParseFunction();
        return parser._scanner.IsAtEnd() ? function : throw parser._scanner.Wrong("expected the end");
    }

    /// <summary>Several functions, as a module holds them.</summary>
    public static List<Function> Functions(string text)
    {
        List<Function> functions = [];
        IrParser parser = new(text);
        while (!parser._scanner.IsAtEnd())
        {
            parser._types.Clear();
            parser._lastId = -1;
            functions.Add(parser.ParseFunction());
        }
        return functions;
    }

    /// <summary>A body with what it reads from outside.</summary>
    public static (Block Body, EquatableArray<Value> Parameters) Body(string text)
    {
        IrParser parser = new(text);
        parser._scanner.Take("block");
        EquatableArray<Value> parameters = parser.Arguments();
        Block body = parser.ParseBlock(out _);
        return parser._scanner.IsAtEnd() ? (body, parameters) : throw parser._scanner.Wrong("expected the end");
    }

    private Function ParseFunction()
    {
        _scanner.Take("function");
        string first = Name();
        string name = _scanner.IsAt('(') ? first : Name();
        List<Parameter> parameters = [];
        _scanner.Take("(");
        while (!_scanner.TryTake(")"))
        {
            PassingMode mode = _scanner.TryTake("ref") ? PassingMode.Ref : _scanner.TryTake("out") ? PassingMode.Out : PassingMode.Value;
            parameters.Add(new Parameter(ParseValue(), mode));
            _ = _scanner.TryTake(",");
        }
        List<IrType> returned = [];
        if (_scanner.TryTake("->"))
        {
            do
                returned.Add(ParseType());
            while (_scanner.TryTake(","));
        }
        int? next = _scanner.TryTake("next") ? (int)_scanner.TakeInteger() : null;
        Block body = ParseBlock(out _);
        return new Function(first, name, parameters.ToEquatable(), returned.ToEquatable(), body, next ?? _lastId + 1);
    }

    private string Name() => _scanner.IsAt('"') ? _scanner.TakeString() : _scanner.TakeIdentifier();

    private IrType ParseType()
    {
        string word = _scanner.TakeIdentifier();
        Shape? shape = word switch
        {
            "span" => Shape.Span,
            "readonlyspan" => Shape.ReadOnlySpan,
            "tape" => Shape.Tape,
            _ => null,
        };
        if (shape is Shape known)
        {
            _scanner.Take("<");
            IrType element = ParseType();
            _scanner.Take(">");
            return element.As(known);
        }
        if (word != "object")
            return s_scalars.TryGetValue(word, out ScalarKind kind) ? new IrType(kind) : throw _scanner.Wrong($"no type {word}");
        if (!_scanner.TryTake("<"))
            return new IrType(ScalarKind.Object);
        string name = _scanner.TakeString();
        _scanner.Take(">");
        return new IrType(ScalarKind.Object, Shape.Scalar, name);
    }

    private Value ParseValue()
    {
        _scanner.Take("%");
        string first = Name();
        string name = "";
        if (_scanner.TryTake("."))
        {
            name = first;
            first = _scanner.TakeIdentifier();
        }
        int id = int.Parse(first, NumberStyles.None, CultureInfo.InvariantCulture);
        _lastId = Math.Max(_lastId, id);
        if (_scanner.TryTake(":"))
            _types[(id, name)] = ParseType();
        return _types.TryGetValue((id, name), out IrType type)
            ? new Value(id, type, name)
            : throw _scanner.Wrong($"the type of %{name}.{id} is not known");
    }

    private EquatableArray<Value> ParseValues()
    {
        List<Value> values = [ParseValue()];
        while (_scanner.TryTake(","))
            values.Add(ParseValue());
        return values.ToEquatable();
    }

    private EquatableArray<Value> Arguments()
    {
        _scanner.Take("(");
        EquatableArray<Value> values = _scanner.IsAt(')') ? default : ParseValues();
        _scanner.Take(")");
        return values;
    }

    private Origin ParseOrigin() => _scanner.TakeComment() is string quote ? new Origin(0, 0, 0, quote) : default;

    private Block ParseBlock(out Origin origin)
    {
        _scanner.Take("{");
        origin = ParseOrigin();
        List<Op> ops = [];
        EquatableArray<Value> yields = default;
        while (!_scanner.TryTake("}"))
        {
            if (_scanner.TryTake("yield"))
                yields = ParseValues();
            else
                ops.Add(ParseOp());
        }
        return new Block(ops.ToEquatable(), yields);
    }

    private Constant ParseLiteral(IrType type)
    {
        string word = _scanner.TakeWord();
        return word switch
        {
            "bits" => new Constant(type, _scanner.TakeInteger()),
            "default" => Constant.Default(type),
            "false" => Constant.Of(false),
            "true" => Constant.Of(true),
            _ when type.IsFloatingScalar => Constant.Of(type, Real(word)),
            _ => new Constant(type, long.Parse(word, CultureInfo.InvariantCulture)),
        };
    }

    private static double Real(string word) => word switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
