using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Diff.Compiler.Lowering;

/// <summary>The names of generated members and parameters; the public contract.</summary>
internal static class MemberNames
{
    public const string ResultCotangent = "resultCotangent";

    /// <summary>The parameter for the matrix of second derivatives.</summary>
    public const string HessianMatrix = "hessian";

    /// <summary>The parameter for the matrix of derivatives.</summary>
    public const string JacobianMatrix = "jacobian";

    /// <summary>The parameter for memory of the caller's.</summary>
    public const string Workspace = "workspace";

    /// <summary>The parameter for what counts are added to.</summary>
    public const string Report = "report";

    /// <summary>The memory for counts of doubles.</summary>
    public const string Counts = "counts";

    /// <summary>The memory for counts of floats.</summary>
    public const string SingleCounts = "singleCounts";

    /// <summary>The version in the marker that generated members carry; changes with the contract.</summary>
    public const string ContractVersion = "1";

    /// <summary>A name as it is written: keywords with an @ in front.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>A name, or it with the next number that makes it one that is not used; it is used then.</summary>
    public static string Unused(string stem, HashSet<string> used)
    {
        string name = stem;
        for (int number = 2; !used.Add(name); number++)
        {
            name = stem + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>The cotangent of a scalar of the result: Position.X → resultCotangentPositionX.</summary>
    public static string ResultCotangentOf(string path) => ResultCotangent + Joined(path);

    /// <summary>The variable that holds a scalar of a struct: p, Position.X → pPositionX. The memory of an array has the array's own name.</summary>
    public static string Leaf(string variable, string path) => path.Length == 0 ? variable : Bare(variable) + Joined(path);

    /// <summary>w → wGradient.</summary>
    public static string Destination(string parameter) => Bare(parameter) + "Gradient";

    /// <summary>y → yCotangent.</summary>
    public static string BufferCotangent(string parameter) => Bare(parameter) + "Cotangent";

    /// <summary>x → XGradient.</summary>
    public static string TupleElement(string parameter)
    {
        string name = Bare(parameter);
        if (name.Length == 0)
        {
            // A parameter whose name is not typed yet.
            return "Gradient";
        }

        return char.ToUpperInvariant(name[0]) + name.Substring(1) + "Gradient";
    }

    /// <summary>The final value of a reference in what the core returns: x → XFinal.</summary>
    public static string Final(string parameter) => char.ToUpperInvariant(Bare(parameter)[0]) + Bare(parameter).Substring(1) + "Final";

    /// <summary>x → xTangent.</summary>
    public static string TangentOf(string parameter) => Bare(parameter) + "Tangent";

    /// <summary>w → wHessianVectorProduct.</summary>
    public static string HessianProduct(string parameter) => Bare(parameter) + "HessianVectorProduct";

    /// <summary>x → XHessianVectorProduct.</summary>
    public static string HessianProductElement(string parameter) => Capital(HessianProduct(parameter));

    public static string Gradient(string method) => method + "Gradient";

    public static string AccumulateGradient(string method) => method + "AccumulateGradient";

    public static string Backward(string method) => method + "Backward";

    public static string Tangent(string method) => method + "Tangent";

    public static string Jacobian(string method) => method + "Jacobian";

    public static string Hessian(string method) => method + "Hessian";

    public static string HessianVectorProduct(string method) => method + "HessianVectorProduct";

    public static string Value(string method) => method + "Value";

    /// <summary>How many bytes of memory of the caller's a member needs.</summary>
    public static string WorkspaceBytes(string member) => member + "WorkspaceBytes";

    /// <summary>The private method that computes; reserved.</summary>
    public static string Core(Module module) => "__" + module.Name + "Backward" + module.Suffix + Counting(module);

    /// <summary>The private method that computes another derivative than the gradient; reserved.</summary>
    /// <param name="module">The annotated method.</param>
    /// <param name="kind">Which derivative.</param>
    public static string Core(Module module, string kind) => "__" + module.Name + kind + module.Suffix;

    /// <summary>The private methods that run loops in lanes, to be followed by a number and a width; reserved.</summary>
    public static string Kernel(Module module, string kind = "") => "__" + module.Tag + kind + module.Suffix + Counting(module) + "Lanes";

    /// <summary>What is counted, for members with a report; reserved.</summary>
    public static string Monitored(Module module) => "__" + module.Tag + module.Suffix + "Monitored";

    private static string Counting(Module module) => module.IsMonitored ? "Monitored" : "";

    /// <summary>The private method that runs a function that stays a call; reserved.</summary>
    /// <param name="entry">The annotated method.</param>
    /// <param name="function">The function.</param>
    public static string Helper(string entry, string function) =>
        "__" + entry + "_" + string.Concat(function.Where(c => char.IsLetterOrDigit(c) || c == '_'));

    /// <summary>The private method that pulls it back.</summary>
    public static string HelperBackward(string helper) => helper + "Backward";

    /// <summary>The public members for a set of flags.</summary>
    public static IEnumerable<string> Of(string method, int emit)
    {
        if ((emit & DerivativeFlags.Gradient) != 0)
        {
            yield return Gradient(method);
            yield return AccumulateGradient(method);
        }

        if ((emit & DerivativeFlags.Backward) != 0)
        {
            yield return Backward(method);
        }

        if ((emit & DerivativeFlags.Value) != 0)
        {
            yield return Value(method);
        }

        if ((emit & DerivativeFlags.Tangent) != 0)
        {
            yield return Tangent(method);
        }

        if ((emit & DerivativeFlags.HessianVectorProduct) != 0)
        {
            yield return HessianVectorProduct(method);
        }

        if ((emit & DerivativeFlags.Hessian) != 0)
        {
            yield return Hessian(method);
        }

        if ((emit & DerivativeFlags.Jacobian) != 0)
        {
            yield return Jacobian(method);
        }
    }

    private static string Joined(string path) =>
        string.Concat(path.Split('.').Where(n => n.Length > 0).Select(n => char.ToUpperInvariant(n[0]) + n.Substring(1)));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Bare(string parameter) => parameter.TrimStart('@');
}

/// <summary>The bits of <c>Diff.Derivatives</c> that are supported; the compiler cannot reference the runtime.</summary>
internal static class DerivativeFlags
{
    public const int Gradient = 1;
    public const int Backward = 2;
    public const int Tangent = 4;
    public const int Hessian = 8;
    public const int HessianVectorProduct = 16;
    public const int Jacobian = 32;
    public const int Value = 64;
    public const int SparseJacobian = 128;

    /// <summary>Those that share the method with the reverse sweep.</summary>
    public const int Reverse = Gradient | Backward;

    /// <summary>Those for each of which there is a method that computes.</summary>
    public const int Derived = Tangent | Hessian | HessianVectorProduct | Jacobian | Value;
}
