using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Diff.Benchmarks.GradientBenchmarks).Assembly).Run(args);
