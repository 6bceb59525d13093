using System.Linq;

namespace Diff.Fuzz.Generation;

/// <summary>Patterns of real programs in which reverse mode goes wrong more often than in random statements.</summary>
internal sealed partial class StatementWriter
{
    private Statement[] Motif(Surroundings around)
    {
        BufferName[] writable = around.Writable();
        if (writable.Length == 0 || around.Numbers.Count == 0)
            return [Declare(around)];
        BufferName buffer = Pick(writable);
        Real kind = buffer.Element;
        string s = buffer.Name;
        (string i, string j, string t) = (Fresh("i"), Fresh("j"), Fresh("t"));
        string type = kind.Keyword();
        Surroundings inside = new(around) { LoopDepth = around.LoopDepth + 1, MayBreak = true, MayContinue = true };
        inside.Counters.Add(i);
        string any() => _expressions.Bounded(inside, kind, 2);
        string steps = Bound(around);
        switch (_random.Next(9))
        {
            case 0:
                // A recurrence through memory.
                return [Loop($"int {i} = 1; {i} < {buffer.Length}; {i}++", $"{s}[{i}] = {kind.Math()}.Tanh({s}[{i} - 1] * {any()} + {s}[{i}]);")];
            case 1:
                // The same, backwards.
                return [Loop($"int {i} = {buffer.Length} - 2; {i} >= 0; {i}--", $"{s}[{i}] += {s}[{i} + 1] * {any()};")];
            case 2:
                // Two buffers that change places after every step.
                (string a, string b) = (Fresh("a"), Fresh("a"));
                string next = $"{b}[{j}] = {kind.Math()}.Sin({a}[{j}] + {kind.Literal(0.5)} * {a}[({j} + 1) % {a}.Length]) * {any()};";
                around.Buffers.Add(new BufferName(a, BufferKind.Array, kind, false));
                around.Buffers.Add(new BufferName(b, BufferKind.Array, kind, false));
                return [
                    Statement.Simple($"{type}[] {a} = {s}{(buffer.Kind == BufferKind.Array ? ".AsSpan()" : "")}.ToArray();"),
                    Statement.Simple($"{type}[] {b} = new {type}[{a}.Length];"),
                    Loop($"int {i} = 0; {i} < {steps}; {i}++", [
                        Loop($"int {j} = 0; {j} < {a}.Length; {j}++", next),
                        Statement.Simple($"({a}, {b}) = ({b}, {a});")])];
            case 3:
                // A temporary that each iteration overwrites.
                around.Numbers.Add(new Variable(t, kind));
                return [
                    Statement.Simple($"{type} {t} = {any().Replace(i, "1")};"),
                    Loop($"int {i} = 0; {i} < {buffer.Length}; {i}++", [
                        Statement.Simple($"{t} = {kind.Math()}.Cos({t}) * {s}[{i}];"),
                        Statement.Simple($"{s}[{i}] = {t} * {t} + {any()};")])];
            case 4:
                // The largest element and where it is.
                string k = Fresh("q");
                around.Numbers.Add(new Variable(t, kind));
                around.Integers.Add(k);
                return [
                    Statement.Simple($"{type} {t} = {s}[0];"),
                    Statement.Simple($"int {k} = 0;"),
                    Loop($"int {i} = 1; {i} < {buffer.Length}; {i}++", [
                        new Statement($"if ({s}[{i}] {Pick([">", ">=", "<"])} {t})", [[
                            Statement.Simple($"{t} = {s}[{i}];"), Statement.Simple($"{k} = {i};")]])]),
                    Statement.Simple($"{s}[{k}] *= {any().Replace(i, k)};")];
            case 5 when buffer.Kind != BufferKind.Stack:
                // Two views of the same memory, one element apart.
                (string low, string high) = (Fresh("u"), Fresh("u"));
                return [
                    new Statement($"if ({buffer.Length} > 1)", [[
                        Statement.Simple($"Span<{type}> {low} = {buffer.Part("0", buffer.Length + " - 1")};"),
                        Statement.Simple($"Span<{type}> {high} = {buffer.Part("1", buffer.Length + " - 1")};"),
                        Loop($"int {i} = 0; {i} < {low}.Length; {i}++", $"{low}[{i}] = {low}[{i}] * {high}[{i}] + {any()};"),
                        Loop($"int {i} = 0; {i} < {high}.Length; {i}++", $"{high}[{i}] -= {kind.Literal(0.25)} * {low}[{i}] * {low}[{i}];")]])];
            case 6:
                // Rows and columns in one array.
                string m = Fresh("a");
                string n = Fresh("n");
                around.Buffers.Add(new BufferName(m, BufferKind.Array, kind, false));
                return [
                    Statement.Simple($"int {n} = Math.Min({buffer.Length}, 3);"),
                    Statement.Simple($"{type}[] {m} = new {type}[{n} * {n} + 1];"),
                    Loop($"int {i} = 0; {i} < {n}; {i}++", [
                        Loop($"int {j} = 0; {j} < {n}; {j}++", $"{m}[{i} * {n} + {j}] = {s}[{i}] * {kind.Math()}.Sin({s}[{j}] + {any()});")]),
                    Loop($"int {i} = 0; {i} < {n}; {i}++", [
                        Statement.Simple($"{type} {t} = {kind.Literal(0)};"),
                        Loop($"int {j} = 0; {j} < {n}; {j}++", $"{t} += {m}[{j} * {n} + {i}] * {s}[{j}];"),
                        Statement.Simple($"{s}[{i}] = {kind.Math()}.Tanh({t});")])];
            case 7:
                // Descent with the gradient of a square written out.
                Variable[] targets = around.Assignable(kind);
                string x = targets.Length > 0 ? Pick(targets).Name : s + "[0]";
                return [Loop($"int {i} = 0; {i} < {steps}; {i}++", $"{x} -= {kind.Literal(0.1)} * ({x} - {s}[{i} % {buffer.Length}]) * {any()};")];
            default:
                // Only a part is written before all is read.
                string part = Fresh("a");
                around.Numbers.Add(new Variable(t, kind));
                return [
                    Statement.Simple($"{type}[] {part} = new {type}[4];"),
                    Loop($"int {i} = 0; {i} < Math.Min(4, {steps}); {i} += {_random.Next(1, 3)}", $"{part}[{i}] = {s}[{i} % {buffer.Length}] * {any()};"),
                    Statement.Simple($"{type} {t} = {kind.Literal(0)};"),
                    Loop($"int {i} = 0; {i} < 4; {i}++", $"{t} += {part}[{i}] * {part}[3 - {i}] + {kind.Literal(0.5)} * {part}[{i}];")];
        }
    }

    private static Statement Loop(string header, params string[] body) => Loop(header, [.. body.Select(Statement.Simple)]);

    private static Statement Loop(string header, Statement[] body) => new($"for ({header})", [body]);
}
