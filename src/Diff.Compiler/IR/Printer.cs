using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Diff.Compiler.IR;

/// <summary>
/// The IR as text: one operation per line, blocks indented in braces, the same on every machine. What is printed can be
/// parsed back to an equal function.
/// <code>
/// function  := "function" [key] name "(" [parameter {"," parameter}] ")" ["->" type] ["next" integer] block
/// body      := "block" "(" [value {"," value}] ")" block           a body without a signature
/// key, text := string                                              quoted; \" \\ \n \r \t escaped; the key only where it is not the name
/// parameter := ["ref" | "out"] value
/// value     := "%" [name "."] id [":" type]                        the type where the value is first mentioned, and only there
/// name      := identifier | string
/// type      := scalar | ("span" | "readonlyspan" | "tape") "&lt;" scalar "&gt;"
/// scalar    := a C# keyword | "object" ["&lt;" string "&gt;"]
/// block     := "{" [comment] newline {operation [comment] newline} ["yield" values newline] "}"
/// comment   := "//" ["?"] [" " quote] to the end of the line       the source that the operation comes from
/// values    := value {"," value}
/// number    := "#" integer                                         of a store or call, once it is numbered
/// marks     := ["region" integer] ["mirror" integer]
/// carried   := "carry" value "=" value {"," value "=" value}       what the body starts with, what it is at first
/// results   := "->" values
///
/// operation := value "=" "constant" (literal | "default" | "bits" integer)
///            | value "=" primitive values                          a pure function by its name in <see cref="Primitives"/>
///            | value "=" "load" value "[" value "]"
///            | "store" value "[" value "]" "=" value [number]
///            | value "=" "length" value
///            | value "=" "allocate" value ["uninitialized"]
///            | value "=" "slice" value "[" value "," value "]"     start, length
///            | value "=" "select.buffer" value "of" values
///            | [value "="] "span.call" function "(" [values] ")" [number]
///            | "copy.elements" value "," value                  source, destination
///            | "span.pullback" function "(" [values] ")" [number]
///            | [value "="] "opaque" text "(" [values] ")" "as" text ["pure"] ["sink"]
///            | [values "="] "source.call" key "(" [values] ")"
///            | "throw" text "(" [values] ")"
///            | "if" value [results] [marks] block ["else" block]
///            | "for" value "=" value "to" value "step" integer test [carried] [results] [marks] ["reversed"] block
///            | "while" [carried] [results] [marks] block "do" block
///            | "loop" ["test.at.end"] block "test" value "do" block "update" block
///            | "break" | "continue" | "breakable" block | "return" [value]
///            | value "=" "tape.new" | "tape.push" value "," value | value "=" "tape.pop" value
///            | value "=" ("tape.push.buffer" | "tape.pop.buffer") value "," value
///            | "restore" value "[" value "]" "=" value [number]
///            | "remark" text
/// test      := "less" | "less.equal" | "greater" | "greater.equal"
/// </code>
/// A comment that starts with "//?" belongs to an origin whose quote is empty. Lines that hold nothing but a comment are for
/// people and skipped.
/// </summary>
internal sealed partial class Printer
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<(int Id, string Name), IrType> _mentioned = [];
    private int _depth;

    private Printer()
    {
    }

    /// <summary>A function of either dialect.</summary>
    public static string Print(Function function)
    {
        Printer printer = new();
        printer.Write("function ");
        if (function.Key != function.Name)
        {
            printer.Write(Quoted(function.Key) + " ");
        }

        printer.Write(NameText(function.Name) + "(");
        printer.Write(string.Join(", ", function.Parameters.Select(printer.ParameterText)));
        printer.Write(")");
        if (function.ReturnTypes.Count > 0)
        {
            printer.Write(" -> " + string.Join(", ", function.ReturnTypes.Select(TypeText)));
        }

        printer.Write(" next " + Number(function.NextId));
        printer.WriteBlock(function.Body, default);
        return printer._text.Append('\n').ToString();
    }

    /// <summary>A body whose signature is known elsewhere.</summary>
    /// <param name="body">The body.</param>
    /// <param name="parameters">What it reads from outside.</param>
    public static string Print(Block body, IEnumerable<Value> parameters)
    {
        Printer printer = new();
        printer.Write("block(" + printer.Values(parameters) + ")");
        printer.WriteBlock(body, default);
        return printer._text.Append('\n').ToString();
    }

    /// <summary>A type as IR text spells it.</summary>
    public static string TypeText(IrType type)
    {
        string scalar = type.Kind != ScalarKind.Object ? type.Keyword
            : type.Name is null ? "object"
            : $"object<{Quoted(type.Name)}>";
        return type.Shape switch
        {
            Shape.Scalar => scalar,
            Shape.Span => $"span<{scalar}>",
            Shape.ReadOnlySpan => $"readonlyspan<{scalar}>",
            Shape.Tape => $"tape<{scalar}>",
            Shape.Vector => $"vector<{scalar}>",
            Shape.Mask => $"mask<{scalar}>",
            Shape.VectorSpan => $"span<vector<{scalar}>>",
            Shape.MaskSpan => $"span<mask<{scalar}>>",
            _ => throw new InvalidOperationException(type.Shape.ToString()),
        };
    }

    /// <summary>A literal with all digits that it needs to be read back to the same bits.</summary>
    public static string LiteralText(Constant constant)
    {
        if (constant.Type.Shape != Shape.Scalar || constant.Type.Kind == ScalarKind.Object)
        {
            return constant.Bits == 0 ? "default" : "bits " + Number(constant.Bits);
        }

        if (constant.Type.Kind == ScalarKind.Bool)
        {
            return constant.Bits == 0 ? "false" : constant.Bits == 1 ? "true" : "bits " + Number(constant.Bits);
        }

        if (!constant.Type.IsFloating)
        {
            return Number(constant.Bits);
        }

        // The framework that Visual Studio runs on prints -0 as 0 and not every NaN is the usual one.
        string text = constant.Bits == BitConverter.DoubleToInt64Bits(-0.0) ? "-0"
            : constant.Type.Kind == ScalarKind.Single ? ((float)constant.Real).ToString("R", CultureInfo.InvariantCulture)
            : constant.Real.ToString("R", CultureInfo.InvariantCulture);
        bool isExact = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && Constant.Of(constant.Type, number).Bits == constant.Bits;
        return isExact ? text : "bits " + Number(constant.Bits);
    }

    /// <summary>The test of a counted loop.</summary>
    public static string TestText(LoopTest test) => test switch
    {
        LoopTest.Less => "less",
        LoopTest.LessOrEqual => "less.equal",
        LoopTest.Greater => "greater",
        LoopTest.GreaterOrEqual => "greater.equal",
        _ => throw new InvalidOperationException(test.ToString()),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";

    private static string NameText(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(name[0]) ? name : Quoted(name);

    private string ParameterText(Parameter parameter) => parameter.Mode switch
    {
        PassingMode.Ref => "ref ",
        PassingMode.Out => "out ",
        _ => "",
    } + ValueText(parameter.Value);

    private string ValueText(Value value)
    {
        string text = "%" + (value.Name.Length > 0 ? NameText(value.Name) + "." : "") + Number(value.Id);
        (int, string) key = (value.Id, value.Name);
        if (_mentioned.TryGetValue(key, out IrType known) && known == value.Type)
        {
            return text;
        }

        _mentioned[key] = value.Type;
        return text + ": " + TypeText(value.Type);
    }

    private string Values(IEnumerable<Value> values) => string.Join(", ", values.Select(ValueText));

    private void Write(string text) => _text.Append(text);

    private void WriteLine() => _text.Append('\n').Append(' ', _depth * IndentSize);

    private void WriteOrigin(Origin origin)
    {
        if (origin.Quote is { } quote)
        {
            Write(quote.Length == 0 ? " //?" : " // " + quote.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r"));
        }
    }

    private void WriteBlock(Block block, Origin origin)
    {
        Write(" {");
        WriteOrigin(origin);
        _depth++;
        foreach (Op op in block.Ops)
        {
            WriteLine();
            WriteOp(op);
        }

        if (block.Yields.Count > 0)
        {
            WriteLine();
            Write("yield " + Values(block.Yields));
        }

        _depth--;
        WriteLine();
        Write("}");
    }
}
