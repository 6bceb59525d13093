using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>The kernels of a method: each once for vectors of 512, 256 and 128 bits.</summary>
internal static class KernelPrinter
{
    private static readonly int[] s_widths = [512, 256, 128];

    /// <summary>Prints the methods of kernels.</summary>
    public static void Print(Module module, IEnumerable<Kernel> kernels, CodeWriter writer)
    {
        foreach (Kernel kernel in kernels)
        {
            PrintDispatch(module, kernel, writer);
            foreach (int width in s_widths)
            {
                Print(module, kernel, width, writer);
            }
        }
    }

    private static string NameOf(Kernel kernel, int width) => kernel.Name + "_" + width.ToString(CultureInfo.InvariantCulture);

    private static List<(Value Value, string Name)> Named(Kernel kernel)
    {
        Names names = new(["workspace", .. SignatureLowering.BareNames]);
        return [.. kernel.Parameters.Select(p => (p, names.Declare(p.Name.Length > 0 ? p.Name : Names.Default(p.Type))))];
    }

    /// <summary>
    /// Chooses the width. Where an iteration is expensive, what the widest vectors leave over goes to the next; else the loop itself is as fast.
    /// The tests of the hardware are constants to the JIT.
    /// </summary>
    private static void PrintDispatch(Module module, Kernel kernel, CodeWriter writer)
    {
        RuntimeNames runtime = new(module.ShadowedNames);
        List<(Value Value, string Name)> parameters = Named(kernel);
        List<string> names = [.. parameters.Select(p => p.Name)];
        if (WorkspaceUse.IsIn(kernel.Body, []))
        {
            names.Add("ref workspace");
        }

        string[] results = [names[0], .. names.Skip(2).Take(kernel.Body.Yields.Count - 1)];
        string target = results.Length == 1 ? results[0] : "(" + string.Join(", ", results) + ")";
        writer.Line();
        if (kernel.Body.Descendants().OfType<For>().FirstOrDefault(f => f.Lanes is not null)?.Origin.Quote is { Length: > 0 } quote)
        {
            writer.Comment("//", quote);
        }

        PrintHead(kernel, kernel.Name, "MethodImplOptions.AggressiveInlining", parameters, runtime, writer);
        using (writer.Block())
        {
            for (int i = 0; i < s_widths.Length; i++)
            {
                string vector = runtime.Of("Vector" + s_widths[i].ToString(CultureInfo.InvariantCulture));
                string count = $"{vector}<{new IrType(kernel.Kind).Keyword}>.Count";
                string call = $"{target} = {NameOf(kernel, s_widths[i])}({string.Join(", ", names)});";
                if (kernel.IsExpensive)
                {
                    writer.Line($"if ({vector}.IsHardwareAccelerated && {names[1]} - {names[0]} >= {count})");
                    using (writer.Block())
                    {
                        writer.Line(call);
                    }

                    writer.Line();
                    continue;
                }

                writer.Line($"{(i == 0 ? "" : "else ")}if ({vector}.IsHardwareAccelerated)");
                using (writer.Block())
                {
                    writer.Line($"if ({names[1]} - {names[0]} >= 2 * {count})");
                    using (writer.Block())
                    {
                        writer.Line(call);
                    }
                }
            }

            writer.Line();
            writer.Line($"return {target};");
        }
    }

    private static void PrintHead(
        Kernel kernel, string name, string options, List<(Value Value, string Name)> parameters, RuntimeNames runtime, CodeWriter writer)
    {
        List<string> list = [.. parameters.Select(p => $"{runtime.Type(p.Value.Type)} {p.Name}")];
        if (WorkspaceUse.IsIn(kernel.Body, []))
        {
            list.Add($"ref {runtime.Of("Workspace")} workspace");
        }

        FileFrame.Attributes(writer);
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Line($"[MethodImpl({options})]");
        writer.Line($"private static {ResultType(kernel)} {name}({string.Join(", ", list)})");
    }

    private static string ResultType(Kernel kernel)
    {
        string[] results = [.. kernel.Body.Yields.Select(y => y.Type.Keyword)];
        return results.Length == 1 ? results[0] : "(" + string.Join(", ", results) + ")";
    }

    private static void Print(Module module, Kernel kernel, int width, CodeWriter writer)
    {
        RuntimeNames runtime = new(module.ShadowedNames);
        List<(Value Value, string Name)> parameters = Named(kernel);
        bool takesWorkspace = WorkspaceUse.IsIn(kernel.Body, []);
        writer.Line();
        PrintHead(
            kernel, NameOf(kernel, width), "MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining", parameters, runtime, writer);
        using (writer.Block())
        {
            if (takesWorkspace)
            {
                writer.Line($"{runtime.Of("Workspace")}.Mark mark = workspace.Position;");
            }

            new BodyPrinter(kernel.Body, parameters, module.ShadowedNames, module.ChecksOverflow, writer, [])
            {
                Width = width, BeforeReturn = takesWorkspace ? "workspace.Release(mark);" : null,
            }.Print();
        }
    }
}
