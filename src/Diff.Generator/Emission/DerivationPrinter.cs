using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The members that give another derivative than the gradient, and the private methods that compute them.</summary>
/// <param name="module">The method.</param>
/// <param name="derivations">What is printed.</param>
/// <param name="isWritten">For each scalar or buffer that a parameter becomes, whether it is memory that the primal writes to.</param>
/// <param name="signatures">The members.</param>
/// <param name="workspaceUsers">Keys of the functions whose methods take a workspace.</param>
/// <param name="writer">Where it goes.</param>
internal sealed class DerivationPrinter(
    Module module, IReadOnlyList<Derivation> derivations, List<bool> isWritten, Signatures signatures, HashSet<string> workspaceUsers, CodeWriter writer)
{
    private const string CoreResult = "coreResult";

    private RuntimeNames Runtime => signatures.Runtime;

    /// <summary>The body of a member.</summary>
    public void PrintBody(MemberSignature member)
    {
        MemoryArguments memory = new(module, Runtime, member, isWritten);
        foreach (string guard in memory.Guards())
        {
            writer.Line(guard);
        }

        if (member.Matrix is { } matrix)
        {
            writer.Line($"{Runtime.Of("Guard")}.MatrixSize({matrix}.Length, {Rows(member)}, {Columns()}, nameof({matrix}));");
        }

        foreach (MemoryArgument destination in memory.Destinations)
        {
            writer.Line(destination.Clear(Runtime));
        }

        List<Derivation> cores = [.. derivations.Where(d => MemberOf(d.Kind) == member.Kind)];
        List<MemoryArgument> packed = [.. memory.Packed];
        if (packed.Count == 0 && !cores.Any(c => WorkspaceUse.IsIn(c.Vectorized.Body, workspaceUsers)))
        {
            PrintCalls(member, memory, cores, "", []);
            return;
        }

        string workspace = MemberNames.Unused(MemberNames.Workspace, [.. member.Parameters.Select(p => p.Name)]);
        string type = Runtime.Of("Workspace");
        writer.Line($"scoped {type} {workspace} = {type}.Rent();");

        // What the primal has written by then is handed back also where it throws.
        List<MemoryArgument> handedBack = [.. packed.Where(a => a.IsPrimal && a.IsWritten)];
        foreach (MemoryArgument argument in handedBack)
        {
            writer.Line($"scoped {PackedType(argument)} {argument.Rows} = default;");
        }

        writer.Line("try");
        using (writer.Block())
        {
            foreach (MemoryArgument argument in packed)
            {
                string declared = handedBack.Contains(argument) ? "" : $"{PackedType(argument)} ";
                writer.Line($"{declared}{argument.Rows} = new(ref {workspace}, {argument.Name});");
            }

            PrintCalls(member, memory, cores, workspace, [.. packed.Where(a => !a.IsPrimal && a.IsWritten)]);
        }

        writer.Line("finally");
        using (writer.Block())
        {
            foreach (MemoryArgument argument in handedBack)
            {
                writer.Line($"{argument.Rows}.CopyTo({argument.Name});");
            }

            writer.Line($"{workspace}.Return();");
        }
    }

    /// <summary>The private methods that compute.</summary>
    public void PrintCores()
    {
        foreach (Derivation derivation in derivations)
        {
            List<(Value Value, string Type, string Name)> parameters = [];
            EquatableArray<ParameterInfo> leaves = module.Leaves;
            for (int i = 0; i < derivation.Parameters.Count; i++)
            {
                Value value = derivation.Parameters[i];
                bool isOwn = i < leaves.Count && !value.Type.IsBuffer && !leaves[i].IsEnum;
                parameters.Add((value, isOwn ? leaves[i].TypeText : Runtime.Type(value.Type), i < leaves.Count ? leaves[i].Name : value.Name));
            }

            new CorePrinter(module, Runtime, workspaceUsers, writer).Print(
                CoreName(derivation.Kind), ReturnType(derivation.Kind), parameters, WorkspaceUse.IsIn(derivation.Vectorized.Body, workspaceUsers),
                derivation.Vectorized.Body, module.IsInstance);
        }
    }

    private static MemberKind MemberOf(DerivationKind kind) => kind switch
    {
        DerivationKind.Value => MemberKind.Value,
        DerivationKind.Tangent => MemberKind.Tangent,
        DerivationKind.HessianVectorProduct => MemberKind.HessianVectorProduct,
        DerivationKind.Hessian => MemberKind.Hessian,
        _ => MemberKind.Jacobian,
    };

    private string CoreName(DerivationKind kind) => MemberNames.Core(module, kind.ToString());

    private string PackedType(MemoryArgument argument) => Runtime.Of($"PackedRows<{argument.Element}>");

    private string Columns() => Size(JacobianShape.Of(module).Inputs, 0);

    private string Rows(MemberSignature member) => member.Kind == MemberKind.Hessian ? Columns() : Size(JacobianShape.Of(module).Outputs, JacobianShape.Of(module).Results);

    /// <summary>C# for how many numbers some leaves are.</summary>
    private string Size(EquatableArray<int> leaves, int first)
    {
        int scalars = first;
        List<string> terms = [];
        int position = 0;
        foreach (ParameterInfo parameter in module.Parameters)
        {
            foreach (ParameterInfo leaf in Module.LeavesOf(parameter))
            {
                if (leaves.IndexOf(position) >= 0 && leaf.Type.IsBuffer)
                {
                    terms.Add(LengthOf(parameter));
                }
                else if (leaves.IndexOf(position) >= 0)
                {
                    scalars++;
                }

                position++;
            }
        }

        if (scalars > 0 || terms.Count == 0)
        {
            terms.Add(scalars.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(" + ", terms.Select((t, i) => i == 0 && terms.Count > 1 ? $"(long){t}" : t));
    }

    private string LengthOf(ParameterInfo parameter)
    {
        string length = parameter.Type.Array == ArrayForm.Jagged ? $"{Runtime.Of("PackedRows")}.CountOf({parameter.Name})" : parameter.Name + ".Length";
        return parameter.Form is not { } form || parameter.Type.IsStruct && parameter.Type.Array == ArrayForm.None ? length
            : $"{length} * (global::System.Runtime.CompilerServices.Unsafe.SizeOf<{form.TypeText}>() / sizeof({parameter.Type.Memory.Flat.Keyword}))";
    }

    private void PrintCalls(
        MemberSignature member, MemoryArguments memory, List<Derivation> cores, string workspace, List<MemoryArgument> after)
    {
        if (cores.Count == 1)
        {
            PrintReturn(member, cores[0], Call(memory, cores[0], workspace), after);
            return;
        }

        // A reverse sweep for each row, or a tangent for each column.
        writer.Line($"if ({Rows(member)} < {Columns()})");
        using (writer.Block())
        {
            PrintReturn(member, cores[0], Call(memory, cores[0], workspace), after);
        }

        writer.Line("else");
        using (writer.Block())
        {
            PrintReturn(member, cores[1], Call(memory, cores[1], workspace), after);
        }
    }

    private string Call(MemoryArguments memory, Derivation core, string workspace)
    {
        List<string> arguments = [.. module.Parameters.Concat(module.Members).SelectMany(p =>
            p.Type.HoldsMemory ? memory.Of(p).CoreArguments(Runtime)
            : p.Passing == PassingMode.Out ? Module.LeavesOf(p).Select(_ => "default")
            : MemberPrinter.Scalars(p, p.Access ?? p.Name))];
        if (core.Kind is DerivationKind.Tangent or DerivationKind.HessianVectorProduct)
        {
            foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsDifferentiated))
            {
                arguments.AddRange(parameter.Type.HoldsMemory
                    ? memory.TangentOf(parameter).CoreArguments(Runtime)
                    : MemberPrinter.Scalars(parameter, MemberNames.TangentOf(parameter.Name))
                        .Zip(Module.LeavesOf(parameter), (text, leaf) => (text, leaf)).Where(l => l.leaf.IsDifferentiated).Select(l => l.text));
            }
        }

        arguments.AddRange(memory.Destinations.SelectMany(d => d.CoreArguments(Runtime)));
        if (memory.Matrix is { } matrix)
        {
            arguments.Add(matrix.Name);
        }

        if (WorkspaceUse.IsIn(core.Vectorized.Body, workspaceUsers))
        {
            arguments.Add("ref " + workspace);
        }

        return $"{CoreName(core.Kind)}({string.Join(", ", arguments)})";
    }

    /// <summary>What the core returns, scalar by scalar.</summary>
    private List<(string Type, string Name)> Results(DerivationKind kind)
    {
        List<(string, string)> results = [.. module.ReturnTypes.Select((t, i) => (t.Keyword, Named("Value", i)))];
        results.AddRange(module.Leaves.Where(l => l.Passing != PassingMode.Value).Select(l => (l.Type.Keyword, MemberNames.Final(l.Name))));
        if (kind == DerivationKind.Tangent)
        {
            results.AddRange(module.ReturnTypes.Select((t, i) => (Type: t, Name: Named("Tangent", i))).Where(t => t.Type.IsFloating).Select(t => (t.Type.Keyword, t.Name)));
            results.AddRange(module.Leaves.Where(l => l.IsOutput && l.Passing != PassingMode.Value).Select(l => (l.Type.Keyword, MemberNames.TangentOf(l.Name))));
        }
        else if (kind == DerivationKind.HessianVectorProduct)
        {
            results.AddRange(module.Leaves.Where(l => l.IsDifferentiated && l.Type.Shape == Shape.Scalar)
                .Select(l => (l.Type.Keyword, MemberNames.HessianProductElement(l.Name))));
        }

        return results;

        string Named(string stem, int i) => module.ReturnPaths.Count == 0 ? stem : MemberNames.Leaf(stem, module.ReturnPaths[i]);
    }

    private string ReturnType(DerivationKind kind) => Results(kind) is { Count: > 0 } results
        ? results.Count == 1 ? results[0].Type : "(" + string.Join(", ", results.Select(r => $"{r.Type} {r.Name}")) + ")"
        : "void";

    private void PrintReturn(MemberSignature member, Derivation core, string call, List<MemoryArgument> after)
    {
        List<(string Type, string Name)> results = Results(core.Kind);
        bool isDirect = after.Count == 0 && module.ReturnForm is null && module.Leaves.All(l => l.Passing == PassingMode.Value)
            && module.Parameters.All(p => !p.IsReturned || p.Form is null);
        if (isDirect || results.Count == 0)
        {
            writer.Line(member.ReturnType == "void" ? call + ";" : $"return {call};");
            after.ForEach(a => writer.Line($"{a.Rows}.CopyTo({a.Name});"));
            return;
        }

        // The core returns scalars; structs are put together of them, and references get them.
        writer.Line($"{ReturnType(core.Kind)} {CoreResult} = {call};");
        after.ForEach(a => writer.Line($"{a.Rows}.CopyTo({a.Name});"));
        Queue<string> scalars = new(results.Count == 1 ? [CoreResult] : results.Select(r => $"{CoreResult}.{r.Name}"));
        List<string> parts = MemberPrinter.PutTogether(module, scalars, writer);
        if (core.Kind == DerivationKind.Tangent)
        {
            PrintTangents(scalars, parts);
        }
        else if (core.Kind == DerivationKind.HessianVectorProduct)
        {
            foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsDifferentiated && !p.Type.HoldsMemory))
            {
                string[] leaves = [.. Module.LeavesOf(parameter).Select(l => l.IsDifferentiated ? scalars.Dequeue() : "default")];
                parts.Add(parameter.Form is { } form ? MemberPrinter.Format(form.Gradient, leaves) : leaves[0]);
            }
        }

        if (parts.Count > 0)
        {
            writer.Line(parts.Count == 1 ? $"return {parts[0]};" : $"return ({string.Join(", ", parts)});");
        }
    }

    private void PrintTangents(Queue<string> scalars, List<string> parts)
    {
        if (module.ReturnType is not null)
        {
            string[] tangent = [.. module.ReturnTypes.Select(t => t.IsFloating ? scalars.Dequeue() : "default")];
            parts.Add(module.ReturnForm is { } form ? MemberPrinter.Format(form.Gradient, tangent) : tangent[0]);
        }

        foreach (ParameterInfo parameter in module.Parameters.Where(p => p.IsOutput && p.Passing != PassingMode.Value))
        {
            string[] leaves = [.. Module.LeavesOf(parameter).Select(l => l.IsOutput ? scalars.Dequeue() : "default")];
            writer.Line($"{MemberNames.TangentOf(parameter.Name)} = {(parameter.Form is { } form ? MemberPrinter.Format(form.Gradient, leaves) : leaves[0])};");
        }
    }
}
