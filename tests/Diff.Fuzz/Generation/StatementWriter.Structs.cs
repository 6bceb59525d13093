using System.Collections.Generic;

namespace Diff.Fuzz.Generation;

/// <summary>Structs, tuples, references and local functions.</summary>
internal sealed partial class StatementWriter
{
    private Statement[] Structs(Surroundings around)
    {
        string name = Fresh("z");
        Statement declared;
        switch (_random.Next(8))
        {
            case 0 or 1 when around.Structs.Count > 0:
                return [Statement.Simple($"{Pick(around.Structs)} {Pick(["=", "+="])} {_expressions.Struct(around)};")];
            case 2 when around.Structs.Count > 0:
                return [Statement.Simple($"{Pick(around.Structs)}.{Pick(["Scale = ", "Y -= ", "X *= "])}{_expressions.Bounded(around, Real.Double)};")];
            case 3 when around.StructArrays.Count > 0:
                return [Statement.Simple(Pick([
                    $"{_expressions.StructElement(around)} = {_expressions.Struct(around)};",
                    $"{_expressions.StructElement(around)}.Y {Pick(["=", "+="])} {_expressions.Bounded(around, Real.Double)};",
                    $"{_expressions.StructElement(around)}.Turn({_expressions.Bounded(around, Real.Double)});"]))];
            case 4:
                declared = Statement.Simple(Pick([
                    $"Pair[] {name} = new Pair[1 + ({_expressions.Integer(around)} & 3)];",
                    $"Pair[] {name} = {{ {_expressions.Struct(around)}, {_expressions.Struct(around)} }};"]));
                around.StructArrays.Add(name);
                return [declared];
            case 5 when around.StructArrays.Count > 0:
                declared = Statement.Simple($"ref Pair {name} = ref {_expressions.StructElement(around)};");
                around.Numbers.Add(new Variable(name + ".X", Real.Double));
                return [declared];
            case 6 when around.Structs.Count > 0:
                (string first, string second) = (Fresh("v"), Fresh("v"));
                declared = Statement.Simple($"(double {first}, double {second}) = {Pick(around.Structs)};");
                around.Numbers.Add(new Variable(first, Real.Double));
                around.Numbers.Add(new Variable(second, Real.Double));
                return [declared];
            default:
                declared = Statement.Simple($"Pair {name} = {_expressions.Struct(around)};");
                around.Structs.Add(name);
                around.Numbers.Add(new Variable(name + ".X", Real.Double));
                return [declared];
        }
    }

    private Statement[] Tuple(Surroundings around)
    {
        string name = Fresh("t");
        (Real first, Real second) = (_expressions.SomeReal(), _expressions.SomeReal());
        Statement declared = Statement.Simple(
            $"({first.Keyword()} A, {second.Keyword()} B) {name} = ({_expressions.Number(around, first, 2)}, {_expressions.Bounded(around, second, 2)});");
        around.Numbers.Add(new Variable(name + ".A", first));
        around.Numbers.Add(new Variable(name + ".B", second));
        return [declared];
    }

    /// <summary>A function that reads, and now and then changes, variables of the method around it.</summary>
    private Statement[] LocalFunction(Surroundings around)
    {
        string name = Fresh("L");
        Surroundings inside = new(around);
        inside.Buffers.RemoveAll(b => b.Kind != BufferKind.Array);
        inside.LocalFunctions.Clear();
        // They may not be assigned yet where the function is declared.
        inside.Counters.Clear();
        inside.Ranges.Clear();
        inside.Numbers.RemoveAll(n => inside.References.Contains(n.Name));
        inside.FixedNumbers.RemoveAll(n => inside.References.Contains(n.Name));
        inside.Numbers.RemoveAll(n => n.Name.StartsWith('z') && !around.Structs.Contains(n.Name.Split('.')[0]));
        List<Statement> body = [];
        if (inside.Numbers.Count > 0 && _random.Next(2) == 0)
            body.Add(Assign(inside));
        inside.FixedNumbers.Add(new Variable("t", Real.Double));
        around.LocalFunctions.Add(name);
        if (_random.Next(3) == 0)
        {
            // Calls itself, with what it captures changed on the way.
            body.Insert(0, Statement.Simple($"if (k <= 0)\n            return {_expressions.Bounded(inside, Real.Double, 2)};"));
            body.Add(Statement.Simple($"return {_expressions.Bounded(inside, Real.Double)} + 0.5 * {name}({_expressions.Bounded(inside, Real.Double)}, Math.Min(k, 3) - 1);"));
            return [new Statement($"double {name}(double t, int k = {_random.Next(1, 4)})", [[.. body]])];
        }
        body.Add(Statement.Simple($"return {_expressions.Bounded(inside, Real.Double)};"));
        return [new Statement($"double {name}(double t)", [[.. body]])];
    }
}
