using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Diff.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Diff.Analyzers.Tests.Tensors;

/// <summary>Applies fixes to code that is written with tensors, beside the stand-ins.</summary>
internal static class TensorFixHarness
{
    /// <summary>The fix of the last diagnostic gives exactly this text, which compiles and in which nothing is found.</summary>
    public static async Task Verify(CodeFixProvider provider, string key, string before, string after)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(provider, before);
        Assert.NotEmpty(diagnostics);
        CodeAction action = Assert.Single(await Offered(provider, document, diagnostics[^1]), a => a.EquivalenceKey == key);
        Assert.Equal(after, await Apply(document, action));
        await TensorHarness.Silent(after);
    }

    /// <summary>All diagnostics mended at once give this text.</summary>
    public static async Task VerifyAll(CodeFixProvider provider, string key, string before, string after)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(provider, before);
        Assert.True(diagnostics.Length > 1);
        FixAllContext context = new(
            document, provider, FixAllScope.Document, key, diagnostics.Select(d => d.Id).Distinct(), new Provider(diagnostics), CancellationToken.None);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        Assert.Equal(after, await Apply(document, action));
        await TensorHarness.Silent(after);
    }

    /// <summary>What is offered at the one diagnostic.</summary>
    public static async Task<IReadOnlyList<string>> Titles(CodeFixProvider provider, string source)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(provider, source);
        return [.. (await Offered(provider, document, Assert.Single(diagnostics))).Select(action => action.Title)];
    }

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> Open(CodeFixProvider provider, string source)
    {
        AdhocWorkspace workspace = new();
        Project project = workspace.AddProject("Sample", LanguageNames.CSharp)
            .WithParseOptions(AnalyzerHarness.Syntax).WithCompilationOptions(AnalyzerHarness.Options).AddMetadataReferences(AnalyzerHarness.References);
        project = project.AddDocument("Source1.cs", StandIns.TorchSharp).Project.AddDocument("Source2.cs", StandIns.TensorFlow).Project;
        Document document = project.AddDocument("Source0.cs", source);
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(AnalyzerHarness.Errors(compilation));
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerHarness.Analyze(compilation, new TensorMethodAnalyzer());
        return (document, [.. diagnostics.Where(d => provider.FixableDiagnosticIds.Contains(d.Id))]);
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<List<CodeAction>> Offered(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
