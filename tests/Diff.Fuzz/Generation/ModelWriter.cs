using System;
using System.Collections.Generic;

namespace Diff.Fuzz.Generation;

/// <summary>A class with parameters: a number and an array, and a method of random statements that reads them.</summary>
internal sealed class ModelWriter
{
    public const string Name = "Model";

    private readonly Random _random;
    private readonly ExpressionWriter _expressions;

    public ModelWriter(Random random, ExpressionWriter expressions)
    {
        _random = random;
        _expressions = expressions;
    }

    /// <summary>The class; the oracles make an object of numbers in a row by <c>Of</c>.</summary>
    public string Write()
    {
        Surroundings around = new();
        around.FixedNumbers.Add(new Variable("K", Real.Double));
        around.Buffers.Add(new BufferName("W", BufferKind.ReadOnlyArray, Real.Double, true));
        around.Numbers.Add(new Variable("x", Real.Double));
        StatementWriter statements = new(_random, _expressions, _random.Next(0, 5));
        List<Statement> body = [.. statements.Fill(around, 4), Statement.Simple($"return {_expressions.Bounded(around, Real.Double)} * K + W[0];")];
        return $$"""
                public sealed partial class {{Name}}
                {
                    [Parameter]
                    public double K;

                    [Parameter]
                    public double[] W;

                    public static {{Name}} Of(double[] numbers) => new() { K = numbers[0], W = numbers[1..] };

                {{Statement.Method("public double Score(double x)", body)}}
                }

            """;
    }

    /// <summary>Makes a parameter of the class known in the annotated method, and its method to all that is written there.</summary>
    public void AddTo(Surroundings around, string name)
    {
        around.FixedNumbers.Add(new Variable(name + ".K", Real.Double));
        around.Buffers.Add(new BufferName(name + ".W", BufferKind.ReadOnlyArray, Real.Double, true));
        _expressions.Helpers.Add(new HelperSignature(name + ".Score", [new(Passing.Value, Real.Double)], Real.Double));
    }
}
