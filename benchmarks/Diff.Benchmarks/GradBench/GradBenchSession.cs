using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Diff.Benchmarks.GradBench;

/// <summary>
/// Speaks the protocol of GradBench as a tool: a JSON object per line comes in, and for each one goes out with the same id.
/// </summary>
/// <param name="input">Receives messages.</param>
/// <param name="output">Gets responses.</param>
public sealed class GradBenchSession(TextReader input, TextWriter output)
{
    private readonly Dictionary<string, GradBenchModule> _modules = new GradBenchModule[]
    {
        new HelloModule(), new GaussianMixtureModule(), new BundleAdjustmentModule(), new LstmModule(), new HandTrackingModule(),
    }.ToDictionary(module => module.Name);

    /// <summary>Answers until there are no more messages.</summary>
    public void Run()
    {
        while (input.ReadLine() is string line)
        {
            if (line.Length == 0)
                continue;
            using JsonDocument message = JsonDocument.Parse(line);
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter writer = new(buffer))
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", message.RootElement.GetProperty("id").GetInt64());
                Answer(message.RootElement, writer);
                writer.WriteEndObject();
            }

            output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
            output.Flush();
        }
    }

    private void Answer(JsonElement message, Utf8JsonWriter writer)
    {
        switch (message.GetProperty("kind").GetString())
        {
            case "start":
                writer.WriteString("tool", "diff");
                break;
            case "define":
                WriteSuccess(writer, _modules.ContainsKey(message.GetProperty("module").GetString()!) ? null : "there is no such module");
                break;
            case "evaluate":
                Evaluate(message, writer);
                break;
        }
    }

    private void Evaluate(JsonElement message, Utf8JsonWriter writer)
    {
        JsonElement argument = message.GetProperty("input");
        Computation? computation;
        List<long> nanoseconds = [];
        string? error = null;
        try
        {
            computation = _modules.TryGetValue(message.GetProperty("module").GetString()!, out GradBenchModule? module)
                ? module.Prepare(message.GetProperty("function").GetString()!, argument)
                : null;
            if (computation is null)
                error = "there is no such function";
            else
                Time(computation, argument, nanoseconds);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            // An input in another form than the eval documents is the eval's fault, not a reason to end.
            (computation, error) = (null, $"{e.GetType().Name}: {e.Message}");
        }

        WriteSuccess(writer, error);
        if (computation is null)
            return;

        writer.WritePropertyName("output");
        computation.Write(writer);
        writer.WriteStartArray("timings");
        foreach (long time in nanoseconds)
        {
            writer.WriteStartObject();
            writer.WriteString("name", "evaluate");
            writer.WriteNumber("nanoseconds", time);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Runs as often and as long as the input asks for; once if it does not.</summary>
    private static void Time(Computation computation, JsonElement input, List<long> nanoseconds)
    {
        double Asked(string name) =>
            input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;
        double runs = Math.Max(1, Math.Max(Asked("min_runs"), Asked("runs"))), seconds = Asked("min_seconds");
        double elapsed = 0;
        while (nanoseconds.Count < runs || elapsed < seconds)
        {
            long start = Stopwatch.GetTimestamp();
            computation.Run();
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            nanoseconds.Add((long)time.TotalNanoseconds);
            elapsed += time.TotalSeconds;
        }
    }

    private static void WriteSuccess(Utf8JsonWriter writer, string? error)
    {
        writer.WriteBoolean("success", error is null);
        if (error is not null)
            writer.WriteString("error", error);
    }
}
