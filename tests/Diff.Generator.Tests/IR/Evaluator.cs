using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Diff.Compiler.IR;
using Diff.CompilerServices;

namespace Diff.Generator.Tests.IR;

/// <summary>Runs straight-line IR: each primitive is the method or operator that emitted code would call.</summary>
internal static class Evaluator
{
    private static readonly Type[] s_declaring = [typeof(Math), typeof(MathF), typeof(double), typeof(float), typeof(Functions), typeof(Gradient), typeof(Cotangent)];

    /// <summary>Adds the values of all operations to those that are known.</summary>
    public static void Run(IEnumerable<Op> ops, Dictionary<Value, object> values)
    {
        foreach (Op op in ops)
        {
            switch (op)
            {
                case ConstantOp o:
                    values[o.Result] = Literal(o.Constant);
                    break;
                case Let o:
                    values[o.Result] = Apply(o.Primitive, o.Result.Type, [.. o.Arguments.Select(a => values[a])]);
                    break;
                default:
                    throw new NotSupportedException(op.GetType().Name);
            }
        }
    }

    /// <summary>One primitive.</summary>
    public static object Apply(Primitive primitive, IrType result, object[] arguments)
    {
        switch (primitive.Notation)
        {
            case Notation.Copy:
                return arguments[^1];
            case Notation.Cast:
                return Convert.ChangeType(arguments[0], ClrType(result.Kind), CultureInfo.InvariantCulture);
            case Notation.Select:
                return (bool)arguments[0] ? arguments[1] : arguments[2];
            case Notation.Prefix:
                return primitive == Primitives.Negate ? Negated(arguments[0]) : throw new NotSupportedException(primitive.Name);
            case Notation.Infix:
                return Infix(primitive, arguments);
            default:
                return Call(primitive, arguments);
        }
    }

    /// <summary>The C# type of a scalar.</summary>
    public static Type ClrType(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => typeof(bool),
        ScalarKind.Int32 => typeof(int),
        ScalarKind.Single => typeof(float),
        ScalarKind.Double => typeof(double),
        _ => throw new NotSupportedException(kind.ToString()),
    };

    private static object Literal(Constant constant) => constant.Type.Kind switch
    {
        ScalarKind.Bool => constant.Bits != 0,
        ScalarKind.Single => (float)constant.Real,
        ScalarKind.Double => constant.Real,
        _ => (int)constant.Bits,
    };

    private static object Negated(object x) => x is float single ? (object)-single : -(double)x;

    private static object Infix(Primitive primitive, object[] arguments) => (arguments[0], arguments[1]) switch
    {
        (bool x, bool y) when primitive == Primitives.And => x && y,
        (bool x, bool y) when primitive == Primitives.Or => x || y,
        (float x, float y) when Compared(primitive, x, y) is bool truth => truth,
        (double x, double y) when Compared(primitive, x, y) is bool truth => truth,
        (float x, float y) => primitive.Text(ScalarKind.Single) switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "%" => x % y,
            _ => throw new NotSupportedException(primitive.Name),
        },
        (double x, double y) => primitive.Text(ScalarKind.Double) switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "%" => x % y,
            _ => throw new NotSupportedException(primitive.Name),
        },
        _ => throw new NotSupportedException(primitive.Name),
    };

    private static bool? Compared(Primitive primitive, double x, double y) => primitive.Text(ScalarKind.Double) switch
    {
        "<" => x < y,
        "<=" => x <= y,
        ">" => x > y,
        ">=" => x >= y,
        "==" => x == y,
        "!=" => x != y,
        _ => null,
    };

    private static object Call(Primitive primitive, object[] arguments)
    {
        ScalarKind kind = arguments.Any(a => a is float) ? ScalarKind.Single : ScalarKind.Double;
        string[] path = primitive.Text(kind).Split('(')[0].Split('.');
        Type declaring = s_declaring.First(t => t.Name == path[0] || (path[0] == "double" && t == typeof(double)) || (path[0] == "float" && t == typeof(float)));
        MethodInfo method = declaring.GetMethod(path[1], [.. arguments.Select(a => a.GetType())])
            ?? throw new MissingMethodException(declaring.Name, path[1]);
        return method.Invoke(null, arguments)!;
    }
}
