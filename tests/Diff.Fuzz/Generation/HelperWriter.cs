using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Helpers of random statements, and what all writers of helpers have in common.</summary>
internal sealed class HelperWriter
{
    private readonly Random _random;
    private readonly ExpressionWriter _expressions;

    public HelperWriter(Random random, ExpressionWriter expressions)
    {
        _random = random;
        _expressions = expressions;
    }

    /// <summary>Writes a helper and makes it known to what is written after it.</summary>
    public string Plain(string name)
    {
        HelperParameter[] parameters = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new HelperParameter(SomePassing(), _expressions.SomeReal()))];
        Surroundings around = new();
        List<Statement> start = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Passing == Passing.Output)
                start.Add(Statement.Simple($"p{i} = {_expressions.Bounded(around, parameters[i].Kind)};"));
            parameters[i].AddTo(around, "p" + i);
        }
        Real? result = _random.Next(4) == 0 ? null : _expressions.SomeReal();
        HelperSignature helper = new(name, parameters, result);
        string signature = $"private static {result?.Keyword() ?? "void"} {name}({string.Join(", ", parameters.Select((p, i) => p.Declaration("p" + i)))})";
        if (result is Real short_ && start.Count == 0 && _random.Next(5) == 0)
        {
            string expression = $"    {signature} => {_expressions.Bounded(around, short_)};\n";
            _expressions.Helpers.Add(helper);
            return expression;
        }
        StatementWriter statements = new(_random, _expressions, _random.Next(1, 7))
        {
            Return = a => result is Real r ? $"return {_expressions.Bounded(a, r)};" : "return;",
        };
        List<Statement> body = [.. start, .. statements.Fill(around, 4)];
        if (result is Real returned)
            body.Add(Statement.Simple($"return {_expressions.Bounded(around, returned)};"));
        _expressions.Helpers.Add(helper);
        return Statement.Method(signature, body);
    }

    private Passing SomePassing() => (Passing)(_random.Next(4) == 0 ? _random.Next((int)Passing.Struct) : _random.Next((int)Passing.Matrix));
}
