using System;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Diff.Gradients.Tests.Oracles;
using Xunit.Sdk;

namespace Diff.Fuzz.Judging;

/// <summary>A differentiated method at one point, and its twin without some optimisation, against all oracles.</summary>
internal sealed partial class Trial
{
    private const double Prefill = 777;
    private const double Before = 2.75;

    private readonly CorpusCase _case;
    private readonly CorpusCase[] _variants;
    private readonly double[] _cotangents;
    private readonly Counts _counts;
    private object? _value;
    private object[] _contents = [];
    private Exception? _thrown;

    /// <param name="variants">The method as users would annotate it, and then with optimisations switched off.</param>
    public Trial(CorpusCase[] variants, Counts counts)
    {
        _case = variants[0];
        _variants = variants;
        _cotangents = _case.Cotangents();
        _counts = counts;
    }

    /// <summary>What is wrong, or null.</summary>
    /// <param name="isModified">Whether the program changes its own gradient, so that differences mean nothing.</param>
    public Finding? Judge(bool isModified)
    {
        foreach (CorpusCase variant in _variants)
        {
            if (Refusal(variant) is Finding refusal)
                return refusal;
        }
        RunPrimal();
        if (_thrown is not null)
            return _variants.Select(JudgeThrowing).FirstOrDefault(f => f is not null);
        double[] expected;
        try
        {
            expected = Oracle.ByDualNumbers(_case, _cotangents);
        }
        catch (Exception e)
        {
            return new Finding(Gravity.Undecided, "no oracle", $"{_case.Id}: the dual twin throws {e.GetType().Name}: {e.Message}");
        }
        if (expected.Any(v => !double.IsFinite(v) || Math.Abs(v) > 1e7))
            return new Finding(Gravity.Undecided, "not finite", $"{_case.Id}: the derivative is not finite or beyond comparison");
        if (!Oracle.TwinAgrees(_case, _cotangents))
            return new Finding(Gravity.Undecided, "rounding decides", $"{_case.Id}: dual numbers take another way than the primal");
        _counts.AddPoint();
        if (isModified)
            _counts.AddModified();
        else if (new DifferenceJudge(_case, _cotangents, expected, _counts).Judge() is Finding finding)
            return finding;
        return _variants.Select(v => JudgeMembers(v, expected)).FirstOrDefault(f => f is not null);
    }

    private Finding? JudgeMembers(CorpusCase variant, double[] expected)
    {
        string suffix = ReferenceEquals(variant, _case) ? "" : " with optimisations off";
        if (variant.Emit.HasFlag(Derivatives.Gradient))
        {
            double[] ofOne = [.. expected.Select(v => v / _cotangents[0])];
            Finding? finding = Compare(variant, "gradient" + suffix, () => Derived.Gradient(variant).Call([], Prefill), ofOne)
                ?? Compare(variant, "accumulation" + suffix, () => Derived.AccumulateGradient(variant).Call([], Before), Accumulated(ofOne));
            if (finding is not null)
                return finding;
        }
        if (!variant.Emit.HasFlag(Derivatives.Backward))
            return null;
        return Compare(variant, "backward" + suffix, () => Derived.Backward(variant).Call(_cotangents, Prefill), expected);
    }

    private Finding? Compare(CorpusCase variant, string what, Func<DerivedResult> call, double[] expected)
    {
        DerivedResult result;
        try
        {
            result = call();
        }
        catch (Exception e)
        {
            return Finding.Failure($"throwing {what}", $"{variant.Id}: {e}");
        }
        if (_value is not null && !IsSame(variant, Convert.ToDouble(_value, null), result.Value))
            return MagnifiesValue(variant) ?? Finding.Failure($"wrong value beside {what}", FormattableString.Invariant($"{variant.Id}: expected {_value:R}, got {result.Value:R}"));
        for (int i = 0; i < _contents.Length; i++)
        {
            if (_case.Parameters[i].IsReference && !IsSame(variant, Convert.ToDouble(_contents[i], null), Convert.ToDouble(result.Arguments[i], null)))
                return MagnifiesValue(variant) ?? Finding.Failure($"wrong content after {what}", FormattableString.Invariant($"{variant.Id}: {variant.Parameters[i].Name} on return: expected {_contents[i]:R}, got {result.Arguments[i]:R}"));
            if (_contents[i] is Array content && !variant.Parameters[i].IsScratch && !IsSame(variant, content, (Array)result.Arguments[i]))
                return MagnifiesValue(variant) ?? Finding.Failure($"wrong content after {what}", $"{variant.Id}: {variant.Parameters[i].Name} on return: expected {Text(content)}, got {Text((Array)result.Arguments[i])}");
        }
        try
        {
            GradientAssert.Close(expected, result.Gradient, variant.Tolerance, what);
            return null;
        }
        catch (XunitException e)
        {
            // No rounding makes NaN of a number.
            return result.Gradient.All(double.IsFinite) && Conditioning.Magnifies(_case, _cotangents)
                ? new Finding(Gravity.Undecided, "ill-conditioned", $"{variant.Id}: {e.Message}")
                : Finding.Failure($"wrong {what}", $"{variant.Id}: {e.Message}");
        }
    }

    /// <summary>What the primal throws, every derivative throws too.</summary>
    private Finding? JudgeThrowing(CorpusCase variant)
    {
        (string Name, Func<object> Call)[] members =
        [
            ("gradient", () => Derived.Gradient(variant).Call([], Prefill)),
            ("accumulation", () => Derived.AccumulateGradient(variant).Call([], Before)),
            ("backward", () => Derived.Backward(variant).Call(_cotangents, Prefill)),
        ];
        foreach ((string name, Func<object> call) in members)
        {
            if (!variant.Emit.HasFlag(name == "backward" ? Derivatives.Backward : Derivatives.Gradient))
                continue;
            Exception? thrown = null;
            try
            {
                call();
            }
            catch (Exception e)
            {
                thrown = e;
            }
            if (thrown?.GetType() != _thrown!.GetType() || thrown.Message != _thrown.Message)
            {
                return Finding.Failure(
                    "other exception", $"{variant.Id}: the primal throws {_thrown.GetType().Name} ({_thrown.Message}), its {name} {thrown?.ToString() ?? "nothing"}");
            }
        }
        return null;
    }

    private void RunPrimal()
    {
        _contents = _case.Arguments();
        try
        {
            _value = Invoker.Call(_case.Method, _contents);
        }
        catch (Exception e)
        {
            _thrown = e;
        }
    }

    private double[] Accumulated(double[] gradient)
    {
        double[] sums = [.. gradient];
        int next = 0;
        foreach ((int parameter, int _) in Oracle.Places(_case))
            sums[next++] += _case.Parameters[parameter].IsSequence ? Before : 0;
        return sums;
    }

    private static Finding? Refusal(CorpusCase variant)
    {
        MethodInfo? refused = variant.Method.DeclaringType!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(m => m.Name.StartsWith(variant.Method.Name, StringComparison.Ordinal) && m.IsDefined(typeof(ObsoleteAttribute)));
        if (refused is null)
            return null;
        string reason = refused.GetCustomAttribute<ObsoleteAttribute>()!.Message!;
        Gravity gravity = reason.Contains("DIFF099", StringComparison.Ordinal) ? Gravity.Failure : Gravity.Refused;
        return new Finding(gravity, "refused: " + Names().Replace(reason, "#"), reason);
    }

    private static bool SameBits(double expected, double actual) =>
        BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual) || (double.IsNaN(expected) && double.IsNaN(actual));

    /// <summary>Bit for bit, or, where loops run in lanes, up to the order of sums and the rounding of the vector functions.</summary>
    private static bool IsSame(CorpusCase variant, double expected, double actual) =>
        SameBits(expected, actual) || (RunsInLanes(variant) && Math.Abs(expected - actual) <= variant.Tolerance * Math.Max(1, Math.Abs(expected)));

    private static bool IsSame(CorpusCase variant, Array expected, Array actual) => expected.Cast<object>().Zip(actual.Cast<object>())
        .All(p => IsSame(variant, Convert.ToDouble(p.First, null), Convert.ToDouble(p.Second, null)));

    private static bool RunsInLanes(CorpusCase variant) =>
        variant.Method.GetCustomAttribute<DifferentiableAttribute>()?.Disable.HasFlag(Optimizations.Vectorize) != true;

    /// <summary>A value that rounding alone moves far says nothing where loops run in lanes.</summary>
    private Finding? MagnifiesValue(CorpusCase variant) => RunsInLanes(variant) && Conditioning.Magnifies(_case, _cotangents)
        ? new Finding(Gravity.Undecided, "ill-conditioned", $"{variant.Id}: its value moves with rounding")
        : null;

    private static string Text(Array array) =>
        "[" + string.Join(" ", array.Cast<object>().Select(v => FormattableString.Invariant($"{v:R}"))) + "]";

    [GeneratedRegex("'[^']*'|\\b[a-z]\\d+\\b")]
    private static partial Regex Names();
}
