using System.Globalization;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Generator.Emission;

/// <summary>Literals of C#, the same under every culture and on every runtime that hosts the compiler.</summary>
internal static class Literals
{
    public static string Text(Constant constant)
    {
        long bits = constant.Bits;
        return constant.Type.Kind switch
        {
            ScalarKind.Double => Real(constant.Real, "double", ""),
            ScalarKind.Single => Real(constant.Real, "float", "f"),
            ScalarKind.Bool => bits != 0 ? "true" : "false",
            ScalarKind.Int32 => bits.ToString(CultureInfo.InvariantCulture),
            ScalarKind.UInt32 => bits.ToString(CultureInfo.InvariantCulture) + "u",
            ScalarKind.Int64 => bits == long.MinValue ? "long.MinValue" : bits.ToString(CultureInfo.InvariantCulture) + "L",
            ScalarKind.UInt64 => unchecked((ulong)bits).ToString(CultureInfo.InvariantCulture) + "ul",
            _ => $"({constant.Type.Keyword}){(bits < 0 ? $"({bits.ToString(CultureInfo.InvariantCulture)})" : bits.ToString(CultureInfo.InvariantCulture))}",
        };
    }

    /// <summary>A string.</summary>
    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Real(double value, string type, string suffix)
    {
        if (double.IsNaN(value))
        {
            return type + ".NaN";
        }

        if (double.IsInfinity(value))
        {
            return type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        // "R" alone is not enough: on .NET Framework, which hosts the compiler in Visual Studio, it can fail to round-trip.
        string text = suffix.Length > 0
            ? Shortest(value, "R", "G9", v => (float)v == (float)value)
            : Shortest(value, "R", "G17", v => v.Equals(value));
        bool looksWhole = text.IndexOfAny(['.', 'E', 'e']) < 0;
        return text + (looksWhole && suffix.Length == 0 ? ".0" : "") + suffix;
    }

    private static string Shortest(double value, string first, string second, System.Func<double, bool> isSame)
    {
        string text = second == "G9"
            ? ((float)value).ToString(first, CultureInfo.InvariantCulture)
            : value.ToString(first, CultureInfo.InvariantCulture);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) && isSame(parsed))
        {
            return IsNegativeZero(value) ? "-0" : text;
        }

        return value.ToString(second, CultureInfo.InvariantCulture);
    }

    private static bool IsNegativeZero(double value) => value == 0 && double.IsNegativeInfinity(1 / value);
}
