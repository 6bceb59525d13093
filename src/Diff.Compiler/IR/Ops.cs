using System.Collections.Generic;

namespace Diff.Compiler.IR;

/// <summary>One operation. Immutable and compared by value.</summary>
internal abstract record Op
{
    /// <summary>The source that it comes from.</summary>
    public Origin Origin { get; init; }
}

/// <summary>A sequence of operations and what it hands to the construct around it.</summary>
internal sealed record Block(EquatableArray<Op> Ops, EquatableArray<Value> Yields)
{
    public static readonly Block Empty = new(default, default);
}

/// <summary>A literal.</summary>
internal sealed record ConstantOp(Value Result, Constant Constant) : Op;

/// <summary>A pure function of scalars; of a buffer at most where it lies.</summary>
internal sealed record Let(Value Result, Primitive Primitive, EquatableArray<Value> Arguments) : Op;

/// <summary>Reads an element; throws where the index is out of range.</summary>
internal sealed record Load(Value Result, Value Buffer, Value Index) : Op;

/// <summary>Writes an element; throws where the index is out of range.</summary>
internal sealed record Store(Value Buffer, Value Index, Value Operand) : Op
{
    /// <summary>Identity of the store in its function, once it is differentiated: two equal stores are two places.</summary>
    public int Number { get; init; }
}

/// <summary>The number of elements of a buffer.</summary>
internal sealed record LengthOf(Value Result, Value Buffer) : Op;

/// <summary>How memory is obtained.</summary>
internal enum AllocationKind
{
    /// <summary>Filled with zero; reused by the next iteration of a loop around it.</summary>
    Zeroed,

    /// <summary>Whatever it holds: every element is written before it is read.</summary>
    Uninitialized,
}

/// <summary>Local memory.</summary>
internal sealed record Allocate(Value Result, Value Length, AllocationKind Kind) : Op;

/// <summary>A view of a part of a buffer; throws where the part is not inside.</summary>
internal sealed record Slice(Value Result, Value Buffer, Value Start, Value Length) : Op;

/// <summary>One of several buffers, by number.</summary>
internal sealed record SelectBuffer(Value Result, Value Selector, EquatableArray<Value> Buffers) : Op;

/// <summary>
/// A function of the runtime library over whole buffers, with a rule of its own. It writes nothing but its result, which
/// is a scalar or the content of a buffer allocated just before it.
/// </summary>
/// <param name="Result">The scalar result, or null.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Buffers and scalars, in the order of the C# method.</param>
internal sealed record SpanCall(Value? Result, SpanFunction Function, EquatableArray<Value> Arguments) : Op
{
    /// <summary>Identity of the call in its function, once it is differentiated.</summary>
    public int Number { get; init; }
}

/// <summary>The pullback of a <see cref="SpanCall"/>: adds to cotangent buffers.</summary>
/// <param name="Function">The function that is pulled back.</param>
/// <param name="Arguments">The arguments of the runtime's pullback method.</param>
internal sealed record SpanPullback(SpanFunction Function, EquatableArray<Value> Arguments) : Op
{
    /// <summary>The call that is pulled back.</summary>
    public int Number { get; init; }
}

/// <summary>
/// A call of a method that is not looked into, because another method differentiates it. Of memory that it writes it gets two: the
/// content on entry, and memory made just before it that receives the content on exit. So it changes nothing that is read elsewhere.
/// </summary>
/// <param name="Results">The scalars that it returns.</param>
/// <param name="Rule">How it is run and pulled back.</param>
/// <param name="Arguments">One for each parameter of the rule; two for one that is written.</param>
internal sealed record RuleCall(EquatableArray<Value> Results, CallRule Rule, EquatableArray<Value> Arguments) : Op
{
    /// <summary>Identity of the call in its function, once it is differentiated.</summary>
    public int Number { get; init; }

    /// <summary>The memory that it fills.</summary>
    public IEnumerable<Value> Outputs
    {
        get
        {
            for (int i = 0; i < Rule.Parameters.Count; i++)
            {
                if (Rule.Parameters[i].IsWritten)
                {
                    yield return Arguments[Rule.PositionOf(i) + 1];
                }
            }
        }
    }
}

/// <summary>The pullback of a <see cref="RuleCall"/>.</summary>
/// <param name="Results">The cotangents of scalar parameters.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Arguments">The arguments of <see cref="CallRule.Backward"/>.</param>
internal sealed record RulePullback(EquatableArray<Value> Results, CallRule Rule, EquatableArray<Value> Arguments) : Op
{
    /// <summary>The call that is pulled back.</summary>
    public int Number { get; init; }
}

/// <summary>C# that has no derivative: printed as it stands, run exactly once and in order unless it is pure.</summary>
/// <param name="Result">What it returns, or null.</param>
/// <param name="Template">C# text in which {0}, {1}… are the arguments.</param>
/// <param name="Arguments">Scalars, buffers and objects.</param>
/// <param name="Name">What to call it in a message.</param>
/// <param name="IsPure">Whether running it again, or not at all, changes nothing.</param>
/// <param name="IsSink">Whether it only looks at its arguments (prints or checks them), so that nothing is lost in it.</param>
internal sealed record Opaque(
    Value? Result, string Template, EquatableArray<Value> Arguments, string Name, bool IsPure, bool IsSink) : Op
{
    /// <summary>The name of a test that throws where memory overlaps.</summary>
    public const string OverlapCheck = "the test for overlaps";

    /// <summary>Whether it does nothing but throw where its arguments are wrong.</summary>
    public bool IsCheck => IsSink && (Name == OverlapCheck || Name.Contains(".ThrowIf"));
}

/// <summary>
/// Copies all elements of a view into a view of the same length, as if by way of a copy. Expanded to loops as soon as it is
/// known whether the two can overlap.
/// </summary>
internal sealed record CopyElements(Value Source, Value Destination) : Op;

/// <summary>How an argument is handed to a source method.</summary>
internal enum PassingMode
{
    Value, Ref, Out,
}

/// <summary>A call of a method whose body was lowered; linked (inlined) before anything else looks at it.</summary>
/// <param name="Results">The returned value, if any, then the new value of each ref and out argument.</param>
/// <param name="Callee">Key of the called function in the module.</param>
/// <param name="Arguments">One per parameter; for an out parameter its default.</param>
internal sealed record SourceCall(EquatableArray<Value> Results, string Callee, EquatableArray<Value> Arguments) : Op;

/// <summary>Throws; nothing after it runs.</summary>
internal sealed record Throw(string Template, EquatableArray<Value> Arguments) : Op;

/// <summary>A branch. In SSA its results are what the taken block yields.</summary>
internal sealed record If(Value Condition, Block Then, Block Else, EquatableArray<Value> Results) : Op
{
    /// <summary>Identity of the construct in its function; its reverse carries the same number in <see cref="Mirror"/>.</summary>
    public int Region { get; init; }

    /// <summary>The region that this one is the reverse of; 0 for none.</summary>
    public int Mirror { get; init; }

    /// <summary>Where both sweeps are in one: how many operations of the two blocks belong to the forward sweep.</summary>
    public (int Then, int Else)? Fused { get; init; }
}

/// <summary>The test of a counted loop.</summary>
internal enum LoopTest
{
    Less, LessOrEqual, Greater, GreaterOrEqual,
}

/// <summary>A counted loop: bounds are known before it starts and it is left only at its end.</summary>
internal sealed record For(
    Value Index, Value From, Value To, long Step, LoopTest Test,
    EquatableArray<Value> Initial, EquatableArray<Value> Carried, Block Body, EquatableArray<Value> Results) : Op
{
    /// <summary>Identity of the construct in its function.</summary>
    public int Region { get; init; }

    /// <summary>The region that this one is the reverse of; 0 for none.</summary>
    public int Mirror { get; init; }

    /// <summary>Whether the index runs through the same numbers from the last to the first.</summary>
    public bool Reversed { get; init; }

    /// <summary>Where an iteration is a group of lanes, what they hold: the index grows by their number as long as there are so many left.</summary>
    public ScalarKind? Lanes { get; init; }

    /// <summary>How many such groups an iteration takes at once, one behind the other.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Where each iteration runs forward and backward at once: how many operations of the body belong to the forward sweep.</summary>
    public int? Fused { get; init; }
}

/// <summary>A loop that goes on as long as its header, which has no effect, yields true.</summary>
internal sealed record While(
    EquatableArray<Value> Initial, EquatableArray<Value> Carried, Block Header, Block Body, EquatableArray<Value> Results) : Op
{
    /// <summary>Identity of the construct in its function.</summary>
    public int Region { get; init; }
}

// The mutable dialect, before control flow is normalised.

/// <summary>A loop as written. The header runs before each iteration (after it, where the test stands at the end).</summary>
internal sealed record Loop(Block Header, Value Condition, Block Body, Block Update, bool TestAtEnd) : Op;

/// <summary>Leaves the innermost breakable construct.</summary>
internal sealed record Break : Op;

/// <summary>Goes to the next iteration of the innermost loop.</summary>
internal sealed record Continue : Op;

/// <summary>A body that <see cref="Break"/> leaves: a switch.</summary>
internal sealed record Breakable(Block Body) : Op;

/// <summary>Leaves the method with what it returns: nothing, a value, or the scalars of a struct.</summary>
internal sealed record Return(EquatableArray<Value> Operands) : Op;

// After storage.

/// <summary>A growing stack.</summary>
internal sealed record TapeNew(Value Result) : Op;

/// <summary>Pushes a scalar.</summary>
internal sealed record TapePush(Value Tape, Value Operand) : Op;

/// <summary>Pops a scalar.</summary>
internal sealed record TapePop(Value Result, Value Tape) : Op;

/// <summary>Pushes memory and gives a view of it, good until the next push.</summary>
internal sealed record TapePushBuffer(Value Result, Value Tape, Value Length, AllocationKind Kind) : Op;

/// <summary>Pops memory and gives a view of it.</summary>
internal sealed record TapePopBuffer(Value Result, Value Tape, Value Length) : Op;

/// <summary>
/// Stands in the reverse sweep where a store of the forward sweep was, until the storage pass has decided whether the
/// overwritten element is put back there.
/// </summary>
/// <param name="Store">The store of the forward sweep.</param>
internal sealed record RestoreMark(Store Store) : Op;

/// <summary>A comment to print: the start of a part of the code.</summary>
internal sealed record Remark(string Text) : Op;

// Kernels.

/// <summary>What a product of matrices does with its destination.</summary>
internal enum ProductOperation
{
    Set, Add, Subtract,
}

/// <summary>A product of two matrices that lie anywhere in memory, by the runtime's kernels.</summary>
/// <param name="Operation">What it does with the destination.</param>
/// <param name="IsGuarded">Whether zeros on the left are zero whatever they are multiplied by.</param>
/// <param name="Arguments">
/// Destination, left and right, each as its memory, the place of its first element and how far apart rows and columns are; then rows, inner
/// size and columns.
/// </param>
internal sealed record MultiplyMatrices(ProductOperation Operation, bool IsGuarded, EquatableArray<Value> Arguments) : Op
{
    /// <summary>The memory that is written.</summary>
    public Value Destination => Arguments[0];

    /// <summary>The memory of the factors.</summary>
    public IEnumerable<Value> Factors => [Arguments[4], Arguments[8]];
}

/// <summary>Reads an element for each lane.</summary>
/// <param name="Result">A vector.</param>
/// <param name="Buffer">Memory of scalars; of vectors, where each lane reads its own element of another one.</param>
/// <param name="Index">The element of the first lane.</param>
/// <param name="Stride">How far apart the elements of neighbouring lanes are; null for 1.</param>
/// <param name="Mask">Which lanes read; the others get 0. Null for all.</param>
internal sealed record LanesLoad(Value Result, Value Buffer, Value Index, Value? Stride, Value? Mask) : Op
{
    /// <summary>Where elements are not evenly spaced: memory that holds their places, the first lane's at <see cref="Index"/>.</summary>
    public Value? Places { get; init; }
}

/// <summary>Writes an element for each lane, or adds to it.</summary>
/// <param name="Buffer">Memory of scalars.</param>
/// <param name="Index">The element of the first lane.</param>
/// <param name="Stride">How far apart the elements of neighbouring lanes are; null for 1.</param>
/// <param name="Mask">Which lanes write; null for all.</param>
/// <param name="Operand">A vector.</param>
/// <param name="IsAddition">Whether it is added.</param>
internal sealed record LanesStore(Value Buffer, Value Index, Value? Stride, Value? Mask, Value Operand, bool IsAddition) : Op
{
    /// <summary>Where elements are not evenly spaced: memory that holds their places, the first lane's at <see cref="Index"/>.</summary>
    public Value? Places { get; init; }

    /// <summary>Of an addition, a Boolean: where it holds, what is there does not count. Null where it always does.</summary>
    public Value? Overwrites { get; init; }
}

/// <summary>Leaves a kernel before it has done anything, unless a condition holds.</summary>
internal sealed record LeaveUnless(Value Condition, EquatableArray<Value> Yields) : Op;

/// <summary>A loop with its iterations in lanes.</summary>
/// <param name="Name">The method's name, without the width.</param>
/// <param name="Kind">Float or double: together with the width that gives the number of lanes.</param>
/// <param name="Parameters">First index, end, what the loop carries, then what it reads.</param>
/// <param name="Body">It yields the first index that is left, then what the loop carries.</param>
/// <param name="IsExpensive">Whether an iteration costs so much that even few of them are worth a kernel.</param>
internal sealed record Kernel(string Name, ScalarKind Kind, EquatableArray<Value> Parameters, Block Body, bool IsExpensive);

/// <summary>Runs as many whole groups of iterations as there are, in the widest vectors first.</summary>
/// <param name="Results">The first index that is left, then what the loop carries.</param>
/// <param name="Kernel">The loop.</param>
/// <param name="Arguments">One for each parameter of the kernel.</param>
internal sealed record KernelCall(EquatableArray<Value> Results, Kernel Kernel, EquatableArray<Value> Arguments) : Op;
