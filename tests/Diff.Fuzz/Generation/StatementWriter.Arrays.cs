using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Arrays of two dimensions, arrays of arrays, and memory.</summary>
internal sealed partial class StatementWriter
{
    private Statement[] Arrays(Surroundings around) => _random.Next(8) switch
    {
        0 or 1 => [NewMatrix(around)],
        2 or 3 or 4 when around.Matrices.Count > 0 => Matrix(around, Pick(around.Matrices)),
        5 when around.Jagged.Count > 0 => Jagged(around, Pick(around.Jagged)),
        6 => NewMemory(around),
        7 when _random.Next(3) == 0 => [NewJagged(around)],
        _ when around.Matrices.Count > 0 => [AssignElement(around, Pick(around.Matrices))],
        _ => [NewMatrix(around)],
    };

    private Statement NewMatrix(Surroundings around)
    {
        string name = Fresh("m");
        Real kind = _expressions.SomeReal();
        string type = kind.Keyword();
        string any() => _expressions.Number(around, kind, 1);
        MatrixName[] same = [.. around.Matrices.Where(m => m.Element == kind)];
        string value = _random.Next(5) switch
        {
            0 => $"{{ {{ {any()}, {any()}, {any()} }}, {{ {any()}, {any()}, {any()} }} }}",
            1 when same.Length > 0 => $"({type}[,]){Pick(same).Name}.Clone()",
            2 when same.Length > 1 => $"{_expressions.Condition(around)} ? {same[0].Name} : {Pick(same).Name}",
            3 when same.Length > 0 => $"new {type}[{Pick(same).Columns}, {Pick(same).Rows}]",
            _ => $"new {type}[1 + ({_expressions.Integer(around)} & 1), 1 + ({_expressions.Integer(around)} & 3)]",
        };
        around.Matrices.Add(new MatrixName(name, kind, false));
        return Statement.Simple($"{type}[,] {name} = {value};");
    }

    private Statement AssignElement(Surroundings around, MatrixName matrix) =>
        Statement.Simple(Assignment(around, _expressions.Element(around, matrix), matrix.Element));

    private Statement[] Matrix(Surroundings around, MatrixName matrix)
    {
        Real kind = matrix.Element;
        string m = matrix.Name;
        string type = kind.Keyword();
        (string i, string j, string t) = (Fresh("i"), Fresh("j"), Fresh("t"));
        Surroundings inside = new(around) { LoopDepth = around.LoopDepth + 1, MayBreak = true, MayContinue = true };
        inside.Counters.Add(i);
        string any() => _expressions.Bounded(inside, kind, 2);
        string rows = $"int {i} = 0; {i} < {matrix.Rows}; {i}++";
        string columns = $"int {j} = 0; {j} < {matrix.Columns}; {j}++";
        MatrixName other = Pick([.. around.Matrices.Where(o => o.Element == kind)]);
        switch (_random.Next(10))
        {
            case 0:
                // Every element from its neighbour, in place.
                return [Loop(rows, [Loop(columns, $"{m}[{i}, {j}] = {kind.Math()}.Sin({m}[{i}, ({j} + 1) % {matrix.Columns}] * {any()} + {m}[{i}, {j}]);")])];
            case 1:
                // By columns, backwards.
                return [Loop($"int {j} = {matrix.Columns} - 1; {j} >= 0; {j}--", [Loop(rows, $"{m}[{i}, {j}] -= {kind.Literal(0.25)} * {m}[{matrix.Rows} - 1 - {i}, {j}] * {any()};")])];
            case 2:
                string item = Fresh("e");
                inside.Counters.Remove(i);
                inside.FixedNumbers.Add(new Variable(item, kind));
                return [new Statement($"foreach ({type} {item} in {m})", [Block(inside, 2)])];
            case 3:
                // A product, of what fits of both.
                string made = Fresh("m");
                string k = Fresh("j");
                around.Matrices.Add(new MatrixName(made, kind, false));
                return [
                    Statement.Simple($"{type}[,] {made} = new {type}[{matrix.Rows}, {other.Columns}];"),
                    Loop(rows, [
                        Loop($"int {j} = 0; {j} < {other.Columns}; {j}++", [
                            Loop($"int {k} = 0; {k} < Math.Min({matrix.Columns}, {other.Rows}); {k}++", $"{made}[{i}, {j}] += {m}[{i}, {k}] * {kind.Math()}.Cos({other.Name}[{k}, {j}]);")])])];
            case 4 when around.Matrices.Where(o => o.Element == kind && !o.IsParameter).ToArray() is { Length: > 1 } locals:
                (MatrixName first, MatrixName second) = (locals[0], locals[^1]);
                return [Statement.Simple(_random.Next(2) == 0
                    ? $"({first.Name}, {second.Name}) = ({second.Name}, {first.Name});"
                    : $"{first.Name} = {_expressions.Condition(around)} ? {second.Name} : {first.Name};")];
            case 5:
                around.Numbers.Add(new Variable(t, kind));
                around.References.Add(t);
                return [Statement.Simple($"ref {type} {t} = ref {_expressions.Element(around, matrix)};")];
            case 6:
                return [Statement.Simple(_random.Next(3) == 0 ? $"Array.Clear({m});" : $"Array.Copy({m}, {other.Name}, Math.Min({m}.Length, {other.Name}.Length));")];
            case 7:
                // Sums of rows, then everything divided by them.
                return [Loop(rows, [
                    Statement.Simple($"{type} {t} = {kind.Literal(1.5)};"),
                    Loop(columns, $"{t} += {m}[{i}, {j}] * {m}[{i}, {j}];"),
                    Loop(columns, $"{m}[{i}, {j}] {Pick(["/=", "*="])} {kind.Math()}.Sqrt({t});")])];
            default:
                return [Loop(rows, Block(inside, 2))];
        }
    }

    private Statement NewJagged(Surroundings around)
    {
        string name = Fresh("w");
        Real kind = _expressions.SomeReal();
        string any() => _expressions.Number(around, kind, 1);
        Statement declared = Statement.Simple($"{kind.Keyword()}[][] {name} = [[{any()}], [{any()}, {any()}]];");
        around.AddJagged(name, kind);
        return declared;
    }

    private Statement[] Jagged(Surroundings around, JaggedName jagged)
    {
        (string i, string j, string row) = (Fresh("i"), Fresh("j"), Fresh("a"));
        Real kind = jagged.Element;
        string type = kind.Keyword();
        string w = jagged.Name;
        Surroundings inside = new(around) { LoopDepth = around.LoopDepth + 1, MayBreak = true, MayContinue = true };
        string over = $"int {i} = 0; {i} < {w}.Length; {i}++";
        switch (_random.Next(4))
        {
            case 0:
                inside.Counters.Add(i);
                return [Loop(over, [Loop(
                    $"int {j} = 0; {j} < {w}[{i}].Length; {j}++",
                    $"{w}[{i}][{j}] {Pick(["=", "+=", "*="])} {kind.Math()}.Sin({w}[{i}][0] * {_expressions.Bounded(inside, kind, 2)});")])];
            case 1:
                inside.Buffers.Add(new BufferName(row, BufferKind.Array, kind, true));
                return [new Statement($"foreach ({type}[] {row} in {w})", [Block(inside, 3)])];
            case 2:
                inside.Counters.Add(i);
                inside.Buffers.Add(new BufferName(row, BufferKind.Array, kind, true));
                return [Loop(over, [Statement.Simple($"{type}[] {row} = {w}[{i}];"), .. Block(inside, 3)])];
            default:
                // Each row continues the one before it.
                return [Loop($"int {i} = 1; {i} < {w}.Length; {i}++", $"{w}[{i}][0] += {w}[{i} - 1][^1] * {w}[{i}][^1];")];
        }
    }

    private Statement[] NewMemory(Surroundings around)
    {
        string name = Fresh("y");
        BufferName[] arrays = [.. around.Buffers.Where(b => b.Kind == BufferKind.Array)];
        if (around.Memories.Count > 0 && _random.Next(2) == 0)
        {
            MemoryName source = Pick(around.Memories);
            string type = source.Element.Keyword();
            bool isWritable = source.IsWritable && _random.Next(3) != 0;
            string start = $"Math.Abs({_expressions.Integer(around, 1)}) % {source.Name}.Length";
            around.AddMemory(name, source.Element, isWritable);
            return [Statement.Simple($"{(isWritable ? "" : "ReadOnly")}Memory<{type}> {name} = {source.Name}{Pick([$".Slice({start})", $"[({start})..]", ""])};")];
        }
        if (arrays.Length == 0)
            return [];
        BufferName array = Pick(arrays);
        around.AddMemory(name, array.Element, true);
        return [Statement.Simple($"Memory<{array.Element.Keyword()}> {name} = {array.Name}.AsMemory({(_random.Next(2) == 0 ? "" : array.Length + " - 1")});")];
    }
}
