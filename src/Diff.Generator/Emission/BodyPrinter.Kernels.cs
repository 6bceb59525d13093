using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>Calls of kernels, and the loop over groups of lanes in one.</summary>
internal sealed partial class BodyPrinter
{
    /// <summary>Runs as many iterations in lanes as fill them; the loop behind it goes on from there.</summary>
    private void PrintKernelCall(KernelCall call)
    {
        List<string> arguments = [.. call.Arguments.Select(a => _expressions.Print(a))];
        if (WorkspaceUse.IsIn(call.Kernel.Body, _workspaceUsers))
        {
            arguments.Add("ref workspace");
        }

        string[] targets = [.. call.Results.Select(r => IsDeclared(r) ? NameOf(r) : $"{_expressions.Type(r.Type)} {Declare(r)}")];
        string target = targets.Length == 1 ? targets[0] : "(" + string.Join(", ", targets) + ")";
        _writer.Line($"{target} = {call.Kernel.Name}({string.Join(", ", arguments)});");
    }

    /// <summary>A product of matrices: each is handed over from its first element on, with the distances of its rows and columns.</summary>
    private void PrintProduct(MultiplyMatrices product)
    {
        List<string> arguments = [];
        for (int i = 0; i < product.Arguments.Count; i++)
        {
            bool isMemory = product.Arguments[i].Type.IsBuffer;
            string text = _expressions.Print(product.Arguments[i]);
            string first = isMemory ? _expressions.Print(product.Arguments[i + 1]) : "0";
            arguments.Add(first == "0" ? text : $"{text}[({first})..]");
            i += isMemory ? 1 : 0;
        }

        string method = product.Operation + (product.IsGuarded ? "Guarded" : "");
        Statement($"{_expressions.Runtime("MatrixProduct")}.{method}({string.Join(", ", arguments)});", product);
    }

    /// <summary>Leaves the kernel with nothing done: the caller runs the loop as it is.</summary>
    private void PrintLeave(LeaveUnless leave)
    {
        string values = string.Join(", ", leave.Yields.Select(v => _expressions.Print(v)));
        _writer.Line($"if ({_expressions.PrintNot(leave.Condition)})");
        using (_writer.Block())
        {
            if (BeforeReturn is not null)
            {
                _writer.Line(BeforeReturn);
            }

            _writer.Line(leave.Yields.Count == 1 ? $"return {values};" : $"return ({values});");
        }

        _writer.Line();
    }

    /// <summary>The index is declared in front: the loop behind it goes on from there.</summary>
    private void PrintGroups(For loop, string keyword)
    {
        string count = $"{_expressions.Runtime("Vector" + Width.ToString(CultureInfo.InvariantCulture))}<{keyword}>.Count";
        long times = loop.Groups * loop.Step;
        count = times > 1 ? $"{Invariant((int)times)} * {count}" : count;
        string index = Declare(loop.Index);
        _writer.Line($"int {index} = {_expressions.Print(loop.From)};");
        _writer.Line($"for (; {index} <= {_expressions.Print(loop.To)} - {count}; {index} += {count})");
        List<(Value Target, Value Source)> next = Assignments(loop.Carried, loop.Body.Yields);
        Nest(loop.Body, null, () => PrintAssignments(next));
    }
}
