using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;
using Diff.Compiler.Transforms;

namespace Diff.Generator.Emission;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Text">Its text; empty for none.</param>
internal sealed record GeneratedFile(string HintName, string Text);

/// <summary>From a module to the text of its file.</summary>
internal static class FileEmitter
{
    /// <summary>Runs the passes behind the cache boundary and prints.</summary>
    public static GeneratedFile Emit(Module module, CancellationToken cancellation)
    {
        string text;
        try
        {
            Prepared prepared = Frontend.Run(module, cancellation);
            text = prepared.Refusals.Count > 0 || prepared.Function is null
                ? RefusalPrinter.Print(module, prepared.Refusals)
                : Differentiate(module, prepared, cancellation);
        }
        catch (Exception exception) when (InternalErrors.IsFault(exception))
        {
            text = RefusalPrinter.Print(module, [InternalErrors.Refuse(exception)]);
        }

        return new GeneratedFile(module.HintName + ".g.cs", text);
    }

    private static string Differentiate(Module module, Prepared prepared, CancellationToken cancellation)
    {
        Differentiated differentiated = Backward.Run(prepared.Function!, module.Leaves, prepared.Activity!, module.ReturnPaths);
        cancellation.ThrowIfCancellationRequested();
        bool isSimplified = (module.Disable & OptimizationFlags.Simplify) == 0;
        differentiated = Reduced(differentiated, isSimplified);
        Stored stored = Storage.Run(differentiated, prepared.Activity!.Classes, module.Disable);
        cancellation.ThrowIfCancellationRequested();
        Block body = Simplify.Run(stored.Body, differentiated.Ids, differentiated.FirstDerivative, isSimplified);
#if DEBUG
        Verifier.Check(body, differentiated.Parameters);
#endif
        HashSet<Value> written = [.. prepared.Function!.Body.Descendants().OfType<Store>().Select(s => prepared.Activity.Classes.ClassOf(s.Buffer))];
        List<bool> isWritten = [.. prepared.Function.Parameters.Select(p => p.Value.Type.IsBuffer && written.Contains(prepared.Activity.Classes.ClassOf(p.Value)))];
        return new MemberPrinter(module, differentiated.Parameters, body, stored, isWritten).Print();
    }

    /// <summary>Simplifies the reverse sweep before storage looks at what it needs; the forward sweep stays in front.</summary>
    private static Differentiated Reduced(Differentiated source, bool isEnabled)
    {
        Block body = Simplify.Run(source.Body, source.Ids, source.FirstDerivative, isEnabled);
        int split = body.Ops.ToList().FindIndex(op => op is Remark);
        return source with { Body = body, ForwardCount = split };
    }
}
