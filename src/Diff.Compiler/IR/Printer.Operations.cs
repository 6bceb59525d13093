using System;
using System.Collections.Generic;
using System.Linq;

namespace Diff.Compiler.IR;

/// <summary>Each operation as text.</summary>
internal sealed partial class Printer
{
    private void WriteOp(Op op)
    {
        if (!WriteConstruct(op))
        {
            // Definitions are mentioned first, as they stand in the line.
            string result = string.Concat(Defined(op));
            Write(result + OperationText(op));
            WriteOrigin(op.Origin);
        }
    }

    private IEnumerable<string> Defined(Op op)
    {
        List<Value> values = [.. op.Definitions()];
        return values.Count == 0 ? [] : [Values(values), " = "];
    }

    private string OperationText(Op op) => op switch
    {
        ConstantOp o => "constant " + LiteralText(o.Constant),
        Let o => $"{o.Primitive.Name} {Values(o.Arguments)}",
        Load o => $"load {ValueText(o.Buffer)}[{ValueText(o.Index)}]",
        Store o => "store " + StoreText(o),
        LengthOf o => "length " + ValueText(o.Buffer),
        Allocate o => "allocate " + ValueText(o.Length) + (o.Kind == AllocationKind.Uninitialized ? " uninitialized" : ""),
        Slice o => $"slice {ValueText(o.Buffer)}[{ValueText(o.Start)}, {ValueText(o.Length)}]",
        SelectBuffer o => $"select.buffer {ValueText(o.Selector)} of {Values(o.Buffers)}",
        SpanCall o => $"span.call {o.Function.Name}({Values(o.Arguments)}){NumberText(o.Number)}",
        CopyElements o => $"copy.elements {ValueText(o.Source)}, {ValueText(o.Destination)}",
        RuleCall o => $"rule.call {RuleText(o.Rule)} ({Values(o.Arguments)}){NumberText(o.Number)}",
        RulePullback o => $"rule.pullback {RuleText(o.Rule)} ({Values(o.Arguments)}){NumberText(o.Number)}",
        SpanPullback o => $"span.pullback {o.Function.Name}({Values(o.Arguments)}){NumberText(o.Number)}",
        Opaque o => $"opaque {Quoted(o.Template)}({Values(o.Arguments)}) as {Quoted(o.Name)}" + (o.IsPure ? " pure" : "") + (o.IsSink ? " sink" : ""),
        SourceCall o => $"source.call {Quoted(o.Callee)}({Values(o.Arguments)})",
        Throw o => $"throw {Quoted(o.Template)}({Values(o.Arguments)})",
        Break => "break",
        Continue => "continue",
        Return o => o.Operands.Count > 0 ? "return " + Values(o.Operands) : "return",
        TapeNew => "tape.new",
        TapePush o => $"tape.push {ValueText(o.Tape)}, {ValueText(o.Operand)}",
        TapePop o => "tape.pop " + ValueText(o.Tape),
        TapePushBuffer o => $"tape.push.buffer {ValueText(o.Tape)}, {ValueText(o.Length)}" + (o.Kind == AllocationKind.Uninitialized ? " uninitialized" : ""),
        TapePopBuffer o => $"tape.pop.buffer {ValueText(o.Tape)}, {ValueText(o.Length)}",
        RestoreMark o => "restore " + StoreText(o.Store),
        LanesLoad o => $"lanes.load {ValueText(o.Buffer)}[{ValueText(o.Index)}]{StrideText(o.Stride)}{PlacesText(o.Places)}{MaskText(o.Mask)}",
        LanesStore o => $"lanes.{(o.IsAddition ? "add" : "store")} {ValueText(o.Buffer)}[{ValueText(o.Index)}]{StrideText(o.Stride)}{PlacesText(o.Places)}{MaskText(o.Mask)} = {ValueText(o.Operand)}{(o.Overwrites is null ? "" : " overwrites " + ValueText(o.Overwrites))}",
        LeaveUnless o => $"leave.unless {ValueText(o.Condition)} with {Values(o.Yields)}",
        MultiplyMatrices o => $"matrix.{o.Operation.ToString().ToLowerInvariant()}{(o.IsGuarded ? ".guarded" : "")} {Values(o.Arguments)}",
        KernelCall o => $"kernel.call {Quoted(o.Kernel.Name)}({Values(o.Arguments)})",
        Remark o => "remark " + Quoted(o.Text),
        _ => throw new InvalidOperationException($"No text for {op.GetType().Name}."),
    };

    private string StrideText(Value? stride) => stride is null ? "" : " stride " + ValueText(stride);

    private string PlacesText(Value? places) => places is null ? "" : " places " + ValueText(places);

    private string MaskText(Value? mask) => mask is null ? "" : " where " + ValueText(mask);

    private string RuleText(CallRule rule)
    {
        string parameters = string.Join(", ", rule.Parameters.Select(p =>
            TypeText(p.Type) + (p.IsWritten ? " written" : "") + (p.IsDifferentiated ? " differentiated" : "")));
        return $"{Quoted(rule.Name)} helper {Quoted(rule.Helper)} forward {Quoted(rule.Forward)} gives ({Strings(rule.Values)})"
            + $" backward {Quoted(rule.Backward)} gives ({Strings(rule.Cotangents)}){(rule.Accumulates ? " adds" : "")}"
            + (rule.Tangent.Length > 0 ? $" tangent {Quoted(rule.Tangent)} gives ({Strings(rule.Tangents)})" : "") + $" of ({parameters})";
    }

    private static string Strings(EquatableArray<string> strings) => string.Join(", ", strings.Select(Quoted));

    /// <summary>Writes an operation that holds blocks; false for all others.</summary>
    private bool WriteConstruct(Op op)
    {
        switch (op)
        {
            case If o:
                Write("if " + ValueText(o.Condition));
                WriteResults(o.Results);
                WriteMarks(o.Region, o.Mirror);
                WriteBlock(o.Then, o.Origin);
                if (!o.Else.Equals(Block.Empty))
                {
                    Write(" else");
                    WriteBlock(o.Else, default);
                }

                return true;
            case For o:
                Write($"for {ValueText(o.Index)} = {ValueText(o.From)} to {ValueText(o.To)} step {Number(o.Step)} {TestText(o.Test)}");
                WriteCarried(o.Carried, o.Initial);
                WriteResults(o.Results);
                WriteMarks(o.Region, o.Mirror);
                Write(o.Reversed ? " reversed" : "");
                WriteBlock(o.Body, o.Origin);
                return true;
            case While o:
                Write("while");
                WriteCarried(o.Carried, o.Initial);
                WriteResults(o.Results);
                WriteMarks(o.Region, 0);
                WriteBlock(o.Header, o.Origin);
                Write(" do");
                WriteBlock(o.Body, default);
                return true;
            case Loop o:
                Write(o.TestAtEnd ? "loop test.at.end" : "loop");
                WriteBlock(o.Header, o.Origin);
                Write($" test {ValueText(o.Condition)} do");
                WriteBlock(o.Body, default);
                Write(" update");
                WriteBlock(o.Update, default);
                return true;
            case Breakable o:
                Write("breakable");
                WriteBlock(o.Body, o.Origin);
                return true;
            default:
                return false;
        }
    }

    private string StoreText(Store store) =>
        $"{ValueText(store.Buffer)}[{ValueText(store.Index)}] = {ValueText(store.Operand)}{NumberText(store.Number)}";

    private static string NumberText(int number) => number == 0 ? "" : " #" + Number(number);

    private void WriteResults(EquatableArray<Value> results)
    {
        if (results.Count > 0)
        {
            Write(" -> " + Values(results));
        }
    }

    private void WriteMarks(int region, int mirror)
    {
        Write(region == 0 ? "" : " region " + Number(region));
        Write(mirror == 0 ? "" : " mirror " + Number(mirror));
    }

    private void WriteCarried(EquatableArray<Value> carried, EquatableArray<Value> initial)
    {
        for (int i = 0; i < System.Math.Max(carried.Count, initial.Count); i++)
        {
            // A malformed loop is printed too: a question mark stands for what is missing.
            Write(i == 0 ? " carry " : ", ");
            Write((i < carried.Count ? ValueText(carried[i]) : "?") + " = " + (i < initial.Count ? ValueText(initial[i]) : "?"));
        }
    }
}
