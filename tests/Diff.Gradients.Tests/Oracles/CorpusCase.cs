using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Diff.Gradients.Tests.Oracles;

/// <summary>A corpus method at one point.</summary>
internal sealed class CorpusCase
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Lazy<Dictionary<string, CorpusCase>> s_all = new(() => In(typeof(CorpusCase).Assembly));

    private CorpusCase(MethodInfo method, AtAttribute at)
    {
        Method = method;
        At = at;
        DifferentiableAttribute attribute = method.GetCustomAttribute<DifferentiableAttribute>()!;
        Emit = attribute.Emit;
        bool isVoid = method.ReturnType == typeof(void);
        if (Emit == Derivatives.None)
            Emit = isVoid ? Derivatives.Backward : Derivatives.Gradient;
        Parameters = [.. method.GetParameters().Select(p => new CorpusParameter(p, attribute.Parameters, isVoid))];
        IsFloat = at.Single || method.ReturnType == typeof(float) || Parameters.Any(p => p.IsDifferentiated && p.Element == typeof(float));
        Id = method.DeclaringType!.Name + "." + method.Name + "(" + string.Join(", ", at.Arguments.Select(Text)) + ")";
    }

    /// <summary>The cases of the corpus that is compiled into this assembly.</summary>
    public static IReadOnlyDictionary<string, CorpusCase> All => s_all.Value;

    public MethodInfo Method { get; }

    public AtAttribute At { get; }

    public Derivatives Emit { get; }

    public CorpusParameter[] Parameters { get; }

    /// <summary>What has a destination of its own, in the order of generated members: sets of parameters come last.</summary>
    public IEnumerable<CorpusParameter> Destinations => Differentiated.Where(p => p.IsSequence && !p.IsInOut).OrderBy(p => p.IsModel);

    public bool IsVoid => Method.ReturnType == typeof(void);

    /// <summary>Whether single precision takes part, so that fewer digits can be asked for.</summary>
    public bool IsFloat { get; }

    public string Id { get; }

    public double Tolerance => At.Tolerance != 0 ? At.Tolerance : IsFloat ? 1e-4 : 1e-9;

    public IEnumerable<CorpusParameter> Differentiated => Parameters.Where(p => p.IsDifferentiated);

    /// <summary>Fresh arguments for the primal.</summary>
    public object[] Arguments() => [.. Parameters.Select((p, i) => p.Argument(At.Arguments[i]))];

    /// <summary>Cotangents of the results, of mixed sign and none of them one.</summary>
    public double[] Cotangents()
    {
        if (!IsVoid)
            return [-2.5];
        int count = Parameters.Select((p, i) => !p.IsInOut ? 0 : p.IsSequence ? ((Array)At.Arguments[i]).Length : 1).Sum();
        return [.. Enumerable.Range(0, count).Select(i => (i % 2 == 0 ? -1 : 1) * (0.5 + 0.75 * (i % 5)))];
    }

    public override string ToString() => Id;

    /// <summary>The cases of a compiled corpus by their ids.</summary>
    public static Dictionary<string, CorpusCase> In(Assembly assembly)
    {
        Dictionary<string, CorpusCase> cases = [];
        foreach (MethodInfo method in AnnotatedMethods(assembly))
        {
            foreach (AtAttribute at in method.GetCustomAttributes<AtAttribute>())
            {
                CorpusCase found = new(method, at);
                cases.Add(found.Id, found);
            }
        }
        return cases;
    }

    /// <summary>Every annotated method; generic containers are closed over <c>string</c>.</summary>
    public static IEnumerable<MethodInfo> AnnotatedMethods(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.Namespace == "Diff.Gradients.Tests.Corpus" && type.GetMethods(Declared).Any(m => m.IsDefined(typeof(DifferentiableAttribute)))
        let closed = type.IsGenericTypeDefinition
            ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(string))])
            : type
        from method in closed.GetMethods(Declared)
        where method.IsDefined(typeof(DifferentiableAttribute))
        select method;

    private static string Text(object value) => value is IEnumerable sequence
        ? "[" + string.Join(" ", sequence.Cast<object>().Select(Text)) + "]"
        : string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
