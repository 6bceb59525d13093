using System.Globalization;

namespace Diff.Fuzz.Generation;

/// <summary>Loops of every form that lowering knows.</summary>
internal sealed partial class StatementWriter
{
    private Statement[] Loop(Surroundings around)
    {
        Surroundings inside = new(around) { LoopDepth = around.LoopDepth + 1, MayBreak = true, MayContinue = true };
        string index = Fresh("i");
        string bound = Bound(around);
        int size = _random.Next(1, 5);
        int form = _random.Next(14);
        if (form == 0 && around.Buffers.Count > 0)
        {
            string item = Fresh("e");
            BufferName buffer = Pick(around.Buffers);
            inside.FixedNumbers.Add(new Variable(item, buffer.Element));
            return [new Statement($"foreach ({buffer.Element.Keyword()} {item} in {buffer.Name})", [Block(inside, size)])];
        }
        inside.Counters.Add(index);
        if (form is 1 or 7 or > 12 && bound.EndsWith(".Length", System.StringComparison.Ordinal))
            inside.Ranges.Add((index, bound[..^".Length".Length]));
        switch (form)
        {
            case 1:
                return [new Statement($"for (int {index} = {bound} - 1; {index} >= 0; {index}--)", [Block(inside, size)])];
            case 2:
                return [new Statement($"for (int {index} = {_random.Next(0, 2)}; {index} <= {bound}; {index} += {_random.Next(1, 3)})", [Block(inside, size)])];
            case 3:
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement($"while ({index}++ < {bound})", [Block(inside, size)])];
            case 4:
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement($"while ({index} < {bound} && {_expressions.Condition(around)})", [[Statement.Simple($"{index}++;"), .. Block(inside, size)]])];
            case 5:
                return [
                    Statement.Simple($"int {index} = 0;"),
                    new Statement("do", [[Statement.Simple($"{index}++;"), .. Block(inside, size)]], Tail: $"while ({index} < {bound} && {_expressions.Condition(around)});")];
            case 6:
                string other = Fresh("j");
                inside.Counters.Add(other);
                return [new Statement($"for (int {index} = 0, {other} = {bound}; {index} < {other}; {index}++, {other}--)", [Block(inside, size)])];
            case 7:
                inside.MayContinue = false;
                Statement[] body = [.. Block(inside, size), Statement.Simple($"{index}{Pick(["++", " += 2"])};")];
                around.Counters.Add(index);
                return [Statement.Simple($"int {index} = {_random.Next(0, 2)};"), new Statement($"while ({index} < {bound})", [body])];
            case 8:
                // The counter moves inside too.
                Statement[] skipping = [new Statement($"if ({_expressions.Condition(inside)})", [[Statement.Simple($"{index}++;")]]), .. Block(inside, size)];
                return [new Statement($"for (int {index} = 0; {index} < {bound}; {index}++)", [skipping])];
            case 9:
                // The counter is read after the loop.
                around.Counters.Add(index);
                return [Statement.Simple($"int {index};"), new Statement($"for ({index} = 0; {index} < {bound}; {index}++)", [Block(inside, size)])];
            case 10:
                Surroundings leaving = new(inside) { MayContinue = false };
                return [new Statement($"for (int {index} = 0; ; {index}++)", [[
                    new Statement($"if ({index} >= {bound} || {_expressions.Condition(inside)})", [[.. Block(leaving, 1), Statement.Simple("break;")]]),
                    .. Block(inside, size)]])];
            case 11:
                // The bound moves while the loop runs.
                string bounded = Fresh("n");
                return [
                    Statement.Simple($"int {bounded} = {bound};"),
                    new Statement($"for (int {index} = 0; {index} < {bounded}; {index}++)", [[
                        new Statement($"if ({_expressions.Condition(inside)})", [[Statement.Simple($"{bounded}--;")]]),
                        .. Block(inside, size)]])];
            case 12:
                // Two loops left at once.
                string flag = Fresh("b");
                string inner = Fresh("i");
                Surroundings nested = new(inside) { LoopDepth = inside.LoopDepth + 1 };
                nested.Counters.Add(inner);
                Statement[] searching = [
                    new Statement($"for (int {inner} = 0; {inner} < {Bound(around)}; {inner}++)", [[
                        .. Block(nested, 2),
                        new Statement($"if ({_expressions.Condition(nested)})", [[Statement.Simple($"{flag} = true;"), Statement.Simple("break;")]])]]),
                    new Statement($"if ({flag})", [[Statement.Simple("break;")]]),
                    .. Block(inside, 1)];
                return [Statement.Simple($"bool {flag} = false;"), new Statement($"for (int {index} = 0; {index} < {bound}; {index}++)", [searching])];
            default:
                return [new Statement($"for (int {index} = 0; {index} < {bound}; {index}++)", [Block(inside, size)])];
        }
    }

    /// <summary>A small bound that no assignment can move for ever.</summary>
    private string Bound(Surroundings around) => _random.Next(5) switch
    {
        0 => _random.Next(0, 4).ToString(CultureInfo.InvariantCulture),
        1 or 2 when around.Buffers.Count > 0 => Pick(around.Buffers).Length,
        3 when around.Counters.Count > 0 => $"Math.Min(5, {Pick(around.Counters)})",
        4 when around.Integers.Count > 0 => $"({Pick(around.Integers)} & 3)",
        _ => "3",
    };
}
