using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Diff.Fuzz;

/// <summary>A random program for a seed.</summary>
internal static class ProgramWriter
{
    public static FuzzProgram Write(int seed, int budget = 40)
    {
        Random random = new(seed);
        ExpressionWriter expressions = new(random);
        List<FuzzMethod> helpers = [];
        for (int i = random.Next(4); i > 0; i--)
            helpers.Add(Helper(random, expressions, "H" + helpers.Count));
        (FuzzMethod main, string[] points) = Entry(random, expressions, random.Next(4, budget));
        int[] flags = [0, 1, 2, 4, 8, 15];
        return new FuzzProgram(seed, [.. helpers], main, points, flags[random.Next(flags.Length)]);
    }

    private static FuzzMethod Helper(Random random, ExpressionWriter expressions, string name)
    {
        HelperParameter[] parameters = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (HelperParameter)random.Next(5))];
        Surroundings around = new();
        List<string> declared = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            string parameter = "p" + i;
            switch (parameters[i])
            {
                case HelperParameter.Number:
                    declared.Add("double " + parameter);
                    around.Numbers.Add(parameter);
                    break;
                case HelperParameter.Integer:
                    declared.Add("int " + parameter);
                    around.Integers.Add(parameter);
                    break;
                case HelperParameter.Reference:
                    declared.Add("ref double " + parameter);
                    around.Numbers.Add(parameter);
                    break;
                case HelperParameter.Span:
                    declared.Add("Span<double> " + parameter);
                    around.Buffers.Add(new BufferName(parameter, BufferKind.Span, true));
                    break;
                default:
                    declared.Add("ReadOnlySpan<double> " + parameter);
                    around.Buffers.Add(new BufferName(parameter, BufferKind.ReadOnlySpan, true));
                    break;
            }
        }
        StatementWriter statements = new(random, expressions, random.Next(1, 7)) { Return = a => $"return {expressions.Bounded(a)};" };
        Statement[] body = statements.Fill(around, 4);
        FuzzMethod method = new(
            $"private static double {name}({string.Join(", ", declared)})", [.. body, Statement.Simple($"return {expressions.Bounded(around)};")]);
        expressions.Helpers.Add(new HelperSignature(name, parameters));
        return method;
    }

    private static (FuzzMethod Method, string[] Points) Entry(Random random, ExpressionWriter expressions, int budget)
    {
        Surroundings around = new();
        List<string> declared = [];
        List<Func<string>> arguments = [];
        bool isVoid = random.Next(3) == 0;
        int numbers = random.Next(1, 3);
        for (int i = 0; i < numbers; i++)
        {
            declared.Add("double x" + i);
            around.Numbers.Add("x" + i);
            arguments.Add(() => Number(random));
        }
        int buffers = random.Next(isVoid ? 1 : 0, 3);
        for (int i = 0; i < buffers; i++)
        {
            BufferKind kind = isVoid && i == 0 ? BufferKind.Span : (BufferKind)random.Next(3);
            bool constant = i > 0 && random.Next(5) == 0;
            string type = kind == BufferKind.Array ? "double[]" : kind + "<double>";
            declared.Add((constant ? "[Constant] " : "") + type + " s" + i);
            around.Buffers.Add(new BufferName("s" + i, kind, true));
            arguments.Add(() => "new[] { " + string.Join(", ", Enumerable.Range(0, random.Next(1, 5)).Select(_ => Number(random))) + " }");
        }
        if (random.Next(2) == 0)
        {
            declared.Add("int n");
            around.Integers.Add("n");
            arguments.Add(() => random.Next(0, 5).ToString(CultureInfo.InvariantCulture));
        }
        StatementWriter statements = new(random, expressions, budget)
        {
            Return = isVoid ? _ => "return;" : a => $"return {expressions.Number(a)};",
        };
        List<Statement> body = [.. statements.Fill(around, budget)];
        if (isVoid)
            body.Add(Statement.Simple($"s0[0] += {string.Join(" + ", around.Numbers)};"));
        else
            body.Add(Statement.Simple("return " + string.Join(" + ", Results(around)) + ";"));
        FuzzMethod method = new(
            $"public static {(isVoid ? "void" : "double")} {FuzzProgram.MainName}({string.Join(", ", declared)})", [.. body]);
        string[] points = [.. Enumerable.Range(0, 3).Select(_ => string.Join(", ", arguments.Select(a => a()))).Distinct()];
        return (method, points);
    }

    /// <summary>Everything in reach has a part in the result, each with a weight of its own.</summary>
    private static IEnumerable<string> Results(Surroundings around)
    {
        int weight = 0;
        foreach (string number in around.Numbers)
            yield return (1 + ++weight * 0.25).ToString(CultureInfo.InvariantCulture) + " * " + number;
        foreach (BufferName buffer in around.Buffers)
            yield return (1 + ++weight * 0.25).ToString(CultureInfo.InvariantCulture) + $" * {buffer.Name}[{(weight % 2 == 0 ? "0" : buffer.Name + ".Length - 1")}] * {buffer.Name}[0]";
    }

    private static string Number(Random random) => (random.NextDouble() * 3 - 1.5).ToString("F3", CultureInfo.InvariantCulture);
}
