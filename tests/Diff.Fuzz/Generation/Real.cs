using System;
using System.Globalization;

namespace Diff.Fuzz.Generation;

/// <summary>A floating-point type.</summary>
internal enum Real
{
    Double, Float,
}

/// <summary>How a floating-point type is written.</summary>
internal static class RealText
{
    public static string Keyword(this Real kind) => kind == Real.Double ? "double" : "float";

    public static string Math(this Real kind) => kind == Real.Double ? "Math" : "MathF";

    public static string Literal(this Real kind, double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return kind == Real.Float ? text + "f" : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }
}
