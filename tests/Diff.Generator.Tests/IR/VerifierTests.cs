using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;
using Xunit;
using Module = Diff.Compiler.Lowering.Module;

namespace Diff.Generator.Tests.IR;

/// <summary>What is not SSA is caught, and nothing that the passes make of the corpus is.</summary>
public sealed class VerifierTests
{
    public static TheoryData<string, string, string> Malformed => new()
    {
        {
            "A value that is defined nowhere", "not visible there",
            "%1: double = negate %9: double"
        },
        {
            "A value that is defined later", "not visible there",
            """
            %1: double = negate %2: double
            %2 = negate %x.0
            """
        },
        {
            "A value that is defined twice", "defined twice",
            """
            %1: double = negate %x.0
            %1 = negate %1
            """
        },
        { "A parameter that is defined again", "defined twice", "%x.0 = negate %x.0" },
        {
            "A value of two branches", "defined twice",
            """
            if %c.1 {
                %2: double = negate %x.0
            } else {
                %2 = sin %x.0
            }
            """
        },
        {
            "A value of a branch read behind it", "not visible there",
            """
            if %c.1 {
                %2: double = negate %x.0
            }
            %3: double = sin %2
            """
        },
        {
            "A value of one branch read in the other", "not visible there",
            """
            if %c.1 {
                %2: double = negate %x.0
            } else {
                %3: double = sin %2
            }
            """
        },
        {
            "An index read behind its loop", "not visible there",
            """
            %2: int = constant 0
            for %i.3: int = %2 to %2 step 1 less {
            }
            %4: int = negate %i.3
            """
        },
        {
            "The result of a loop read inside", "not visible there",
            """
            %2: int = constant 0
            for %i.3: int = %2 to %2 step 1 less carry %s.4: double = %x.0 -> %s.5: double {
                %6: double = negate %s.5
                yield %6
            }
            """
        },
        {
            "A value of a header read in the body", "not visible there",
            """
            while carry %s.2: double = %x.0 -> %s.3: double {
                %4: bool = less %s.2, %x.0
                yield %4
            } do {
                %5: double = select %4, %s.2, %x.0
                yield %5
            }
            """
        },
        {
            "A yield that is not visible", "yielded but not visible",
            """
            if %c.1 -> %2: double {
                %3: double = sin %x.0
                yield %3
            } else {
                yield %3
            }
            """
        },
        {
            "A branch that yields too little", "malformed",
            """
            if %c.1 -> %2: double {
                yield %x.0
            }
            """
        },
        {
            "A branch that yields another type", "malformed",
            """
            if %c.1 -> %2: double {
                yield %x.0
            } else {
                yield %c.1
            }
            """
        },
        {
            "A branch on a number", "malformed",
            """
            if %x.0 {
            }
            """
        },
        {
            "A counted loop that yields too much", "malformed",
            """
            %2: int = constant 0
            for %i.3: int = %2 to %2 step 1 less {
                yield %x.0
            }
            """
        },
        {
            "A counted loop without results", "malformed",
            """
            %2: int = constant 0
            for %i.3: int = %2 to %2 step 1 less carry %4: double = %x.0 {
                yield %4
            }
            """
        },
        {
            "A counted loop that stands still", "malformed",
            """
            %2: int = constant 0
            for %i.3: int = %2 to %2 step 0 less {
            }
            """
        },
        {
            "A loop that starts with another type", "malformed",
            """
            while carry %2: double = %c.1 -> %3: double {
                yield %c.1
            } do {
                yield %2
            }
            """
        },
        {
            "A header that yields nothing", "malformed",
            """
            while {
            } do {
            }
            """
        },
        {
            "A header that yields a number", "malformed",
            """
            while {
                yield %x.0
            } do {
            }
            """
        },
        { "A sum of one", "malformed", "%2: double = add %x.0" },
        { "A load of another type", "malformed", "%2: int = constant 0\n%3: float = load %w.9[%2]" },
        { "A store into memory that is only read", "malformed", "%2: int = constant 0\nstore %w.9[%2] = %x.0" },
        { "A break", "malformed", "break" },
        { "A continue", "malformed", "continue" },
        { "A return", "malformed", "return %x.0" },
        { "A switch", "malformed", "breakable {\n}" },
        { "A loop as written", "malformed", "loop {\n} test %c.1 do {\n} update {\n}" },
        { "A call that is not linked", "malformed", "source.call \"G\"()" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Malformed_bodies_are_caught(string what, string message, string operations)
    {
        (Block body, EquatableArray<Value> parameters) = IrParser.Body(
            "block(%x.0: double, %c.1: bool, %w.9: readonlyspan<double>) {\n" + operations + "\n}");
        InvalidOperationException caught = Assert.Throws<InvalidOperationException>(() => Verifier.Check(body, parameters));
        Assert.True(caught.Message.Contains(message, StringComparison.Ordinal), $"{what}: {caught.Message}");
    }

    [Fact]
    public void Parameters_have_ids_of_their_own() => Assert.Throws<InvalidOperationException>(
        () => Verifier.Check(Block.Empty, [new Value(0, IrType.Double, "x"), new Value(0, IrType.Double, "y")]));

    [Fact]
    public void A_loop_that_carries_more_than_it_starts_with_is_caught()
    {
        (Block body, EquatableArray<Value> parameters) = IrParser.Body("""
            block(%x.0: double, %n.1: int) {
                for %i.2: int = %n.1 to %n.1 step 1 less carry %s.3: double = %x.0 -> %s.4: double {
                    yield %s.3
                }
            }
            """);
        Verifier.Check(body, parameters);
        Block malformed = body with { Ops = body.Ops.Map(op => (Op)((For)op with { Initial = default })) };
        Assert.Throws<InvalidOperationException>(() => Verifier.Check(malformed, parameters));
    }

    /// <summary>Between all passes. The mutable dialect is no SSA; calls are part of it until they are linked.</summary>
    [Fact]
    public void Every_pass_leaves_the_corpus_in_ssa()
    {
        HashSet<string> mutable = ["Lowering", "ControlFlow", "SsaConstruction"];
        List<string> wrong = [];
        int states = 0;
        foreach (Module module in Modules.Corpus)
        {
            foreach ((string pass, Function function) in Modules.Passes(module).Where(state => !mutable.Contains(state.Pass)))
            {
                try
                {
                    Check(pass, function);
                    states++;
                }
                catch (InvalidOperationException e)
                {
                    wrong.Add($"{module.HintName} after {pass}: {e.Message}");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
        Assert.True(states > 1000, $"{states} states");
    }

    private static void Check(string pass, Function function)
    {
        if (pass is not ("Backward" or "Simplify after Backward"))
        {
            Verifier.Check(function.Body, function.Parameters.Select(p => p.Value));
            return;
        }
        // The reverse sweep reads values inside mirrored constructs until storage has brought them there: only the forward
        // sweep is in SSA already, and of the rest every value that is read is defined somewhere.
        int border = function.Body.Ops.ToList().FindIndex(op => op is Remark);
        Block forward = new(function.Body.Ops.Take(border).ToEquatable(), default);
        Verifier.Check(forward, function.Parameters.Select(p => p.Value));
        HashSet<Value> defined = [.. function.Parameters.Select(p => p.Value)];
        foreach (Op op in function.Body.Descendants())
            defined.UnionWith(op.Definitions().Concat(op.BlockParameters()));
        foreach (Value value in function.Body.Descendants().SelectMany(op => op.Uses()).Concat(function.Body.Yields))
        {
            if (!defined.Contains(value))
                throw new InvalidOperationException($"{value} is defined nowhere.");
        }
    }
}
