namespace Diff.Analyzers;

/// <summary>Facts that diagnostics carry to the fixes: keys of <c>Diagnostic.Properties</c>.</summary>
internal static class DiagnosticProperties
{
    /// <summary>Which fix applies, where an id has several cases: one of the values below.</summary>
    public const string Remedy = "remedy";

    /// <summary>Add the modifier partial at the location.</summary>
    public const string AddPartial = "partial";

    /// <summary>Put Gradient.Stop around the operand or the arguments of the expression at the location.</summary>
    public const string Stop = "stop";

    /// <summary>The clamp at the location is one expression that can be replaced: a call of Clamp, or Min around Max.</summary>
    public const string ReplaceClamp = "clamp";

    /// <summary>Add an epsilon to the argument or divisor of the expression at the location.</summary>
    public const string AddEpsilon = "epsilon";

    /// <summary>Move the epsilon of the sum at the location into the root.</summary>
    public const string MoveEpsilon = "inside";

    /// <summary>Replace log(1 + exp(u)) by softplus(u).</summary>
    public const string UseSoftplus = "softplus";

    /// <summary>Replace log(sigmoid(u)) by -softplus(-u).</summary>
    public const string LogOfSigmoid = "logsigmoid";

    /// <summary>Replace log(1 - sigmoid(u)) by -softplus(u).</summary>
    public const string LogOfComplement = "logcomplement";

    /// <summary>Replace the power at the location by a product.</summary>
    public const string UseProduct = "product";

    /// <summary>Replace the choice at the location by Functions.Huber.</summary>
    public const string UseHuber = "huber";

    /// <summary>Replace the literal that rounds away in the expression at the location.</summary>
    public const string KeepEpsilon = "precision";

    /// <summary>The literal that takes its place, without a suffix.</summary>
    public const string Epsilon = "value";

    /// <summary>Scale the weights at the location, which are drawn between -a and a: inputs and units are given beside it.</summary>
    public const string ScaleWeights = "scale";

    /// <summary>Replace uniform_(w, …) by xavier_uniform_(w), normal_(w, …) by xavier_normal_(w).</summary>
    public const string UseXavier = "xavier";

    /// <summary>The inputs of a unit.</summary>
    public const string FanIn = "fanIn";

    /// <summary>The units of a layer.</summary>
    public const string FanOut = "fanOut";

    /// <summary>The largest weight of a uniform fill, or the standard deviation of a normal one.</summary>
    public const string Width = "width";

    /// <summary>6 for a uniform fill, 2 for a normal one.</summary>
    public const string Numerator = "numerator";

    /// <summary>Whether the clamp at the location has bounds of which one is the negative of the other: true or false.</summary>
    public const string IsSymmetric = "symmetric";
}
