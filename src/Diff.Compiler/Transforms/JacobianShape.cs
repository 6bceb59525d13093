using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Compiler.Transforms;

/// <summary>What the rows and the columns of a Jacobian are.</summary>
/// <param name="Inputs">Positions of the leaves that columns stand for, in order: what is differentiated and no output.</param>
/// <param name="Outputs">Positions of the leaves that rows stand for, in order, behind those of what is returned.</param>
/// <param name="Results">How many numbers with a derivative are returned: the first rows.</param>
/// <param name="Kinds">The kinds of numbers that take part.</param>
internal sealed record JacobianShape(EquatableArray<int> Inputs, EquatableArray<int> Outputs, int Results, EquatableArray<int> Kinds)
{
    private bool _hasInputMemory;
    private bool _hasOutputMemory;

    /// <summary>How many columns there are; null where that is known at run time only.</summary>
    public int? Columns => _hasInputMemory ? null : Inputs.Count;

    /// <summary>How many rows there are; null where that is known at run time only.</summary>
    public int? Rows => _hasOutputMemory ? null : Results + Outputs.Count;

    /// <summary>Whether a reverse sweep for each row may be the cheaper way.</summary>
    public bool MayGoByRows => _hasInputMemory || (!_hasOutputMemory && Rows < Columns);

    /// <summary>Whether a tangent for each column may be the cheaper way.</summary>
    public bool MayGoByColumns => !MayGoByRows || _hasOutputMemory;

    /// <summary>The numbers of the matrix, if they are all of one kind.</summary>
    public ScalarKind? Element => Kinds.Count == 1 ? (ScalarKind)Kinds[0] : null;

    public static JacobianShape Of(Module module)
    {
        EquatableArray<ParameterInfo> leaves = module.Leaves;
        List<int> inputs = [.. Enumerable.Range(0, leaves.Count).Where(i => leaves[i].IsDifferentiated && !leaves[i].IsOutput)];
        List<int> outputs = [.. Enumerable.Range(0, leaves.Count).Where(i => leaves[i].IsOutput)];
        List<IrType> results = [.. module.ReturnTypes.Where(t => t.IsFloating)];
        IEnumerable<int> kinds = inputs.Concat(outputs).Select(i => (int)leaves[i].Type.Kind).Concat(results.Select(t => (int)t.Kind)).Distinct();
        return new JacobianShape(inputs.ToEquatable(), outputs.ToEquatable(), results.Count, kinds.ToEquatable())
        {
            _hasInputMemory = inputs.Any(i => leaves[i].Type.IsBuffer),
            _hasOutputMemory = outputs.Any(i => leaves[i].Type.IsBuffer),
        };
    }
}
