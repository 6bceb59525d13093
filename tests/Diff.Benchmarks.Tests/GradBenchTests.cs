using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diff.Benchmarks.Contests;
using Diff.Benchmarks.GradBench;
using Xunit;

namespace Diff.Benchmarks.Tests;

/// <summary>The tool of GradBench answers what an eval sends, in its form.</summary>
public sealed class GradBenchTests
{
    private static readonly BenchmarkData s_data = BenchmarkData.Find();

    [Fact]
    public void The_conversation_of_the_first_eval()
    {
        IReadOnlyList<JsonElement> answers = Converse(
            """{"id": 0, "kind": "start", "eval": "hello"}""",
            """{"id": 1, "kind": "define", "module": "hello"}""",
            """{"id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 3.0}""",
            """{"id": 3, "kind": "analysis", "of": 2, "valid": true}""",
            """{"id": 4, "kind": "evaluate", "module": "hello", "function": "double", "input": 9.0}""",
            """{"id": 5, "kind": "analysis", "of": 4, "valid": true}""");

        Assert.Equal([0, 1, 2, 3, 4, 5], answers.Select(answer => answer.GetProperty("id").GetInt32()));
        Assert.Equal("diff", answers[0].GetProperty("tool").GetString());
        Assert.True(answers[1].GetProperty("success").GetBoolean());
        Assert.Equal(9, answers[2].GetProperty("output").GetDouble());
        Assert.Equal(18, answers[4].GetProperty("output").GetDouble());
        Assert.Equal("evaluate", answers[4].GetProperty("timings")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{"id": 1, "kind": "define", "module": "det"}""", "there is no such module")]
    [InlineData("""{"id": 1, "kind": "evaluate", "module": "det", "function": "primal", "input": {}}""", "there is no such function")]
    [InlineData("""{"id": 1, "kind": "evaluate", "module": "hello", "function": "triple", "input": 1}""", "there is no such function")]
    [InlineData("""{"id": 1, "kind": "evaluate", "module": "lstm", "function": "jacobian", "input": {}}""", "KeyNotFoundException")]
    public void What_is_not_known_is_answered_as_such(string message, string error)
    {
        JsonElement answer = Assert.Single(Converse(message));

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Contains(error, answer.GetProperty("error").GetString());
    }

    [Fact]
    public void A_function_runs_as_often_as_asked()
    {
        LstmData data = LstmData.Draw(layers: 2, characters: 5, width: 3);
        JsonObject input = new()
        {
            ["main_params"] = Rows(data.Parameters[..data.Main], 4),
            ["extra_params"] = Rows(data.Parameters[data.Main..], 3),
            ["state"] = Rows(data.State, 4),
            ["sequence"] = Rows(data.Sequence, 5),
            ["min_runs"] = 3,
            ["min_seconds"] = 0,
        };

        Assert.Equal(3, Evaluate("lstm", "objective", input).GetProperty("timings").GetArrayLength());
    }

    [Fact]
    public void Lstm_as_its_reference()
    {
        if (s_data.AdbenchFolder is not string folder)
            return;
        LstmData data = LstmData.Read(folder, "lstm_l2_c1024");
        JsonObject input = new()
        {
            ["main_params"] = Rows(data.Parameters[..data.Main], 2 * data.Layers),
            ["extra_params"] = Rows(data.Parameters[data.Main..], 3),
            ["state"] = Rows(data.State, 2 * data.Layers),
            ["sequence"] = Rows(data.Sequence, data.Sequence.Length / data.Width),
        };

        Assert.Equal(data.Reference!.Value, Output("lstm", "objective", input).GetDouble(), 1e-12);
        AssertNear(data.Reference.Gradient, AdbenchFile.Numbers(Output("lstm", "jacobian", input)));
    }

    [Fact]
    public void Gaussian_mixture_as_its_reference()
    {
        if (s_data.AdbenchFolder is not string folder)
            return;
        GaussianMixtureData data = GaussianMixtureData.Read(folder, "1k_gmm_d2_K5");
        (int d, int k) = (data.Dimensions, data.Components);
        double[][] factors = [.. data.Parameters[(k * (1 + d))..].Chunk(d * (d + 1) / 2)];
        JsonObject input = new()
        {
            ["d"] = d,
            ["k"] = k,
            ["n"] = data.Points,
            ["alpha"] = Vector(data.Parameters[..k]),
            ["mu"] = Rows(data.Parameters[k..(k * (1 + d))], k),
            ["q"] = Rows([.. factors.SelectMany(factor => factor[..d])], k),
            ["l"] = Rows([.. factors.SelectMany(factor => factor[d..])], k),
            ["x"] = Rows(data.X, data.Points),
            ["gamma"] = data.Gamma,
            ["m"] = data.M,
        };

        Assert.Equal(data.Reference!.Value, Output("gmm", "objective", input).GetDouble(), 1e-8);
        JsonElement gradient = Output("gmm", "jacobian", input);
        IEnumerable<double> byFactors = gradient.GetProperty("q").EnumerateArray().Zip(gradient.GetProperty("l").EnumerateArray())
            .SelectMany(pair => AdbenchFile.Numbers(pair.First).Concat(AdbenchFile.Numbers(pair.Second)));
        AssertNear(
            data.Reference.Gradient,
            [.. AdbenchFile.Numbers(gradient.GetProperty("alpha")), .. Flat(gradient.GetProperty("mu")), .. byFactors]);
    }

    [Fact]
    public void Bundle_adjustment_as_its_reference()
    {
        if (s_data.AdbenchFolder is not string folder)
            return;
        BundleAdjustmentData data = BundleAdjustmentData.Read(folder, "ba1_n49_m7776_p31843");
        double[] p = data.Parameters;
        JsonObject input = new()
        {
            ["n"] = data.Cameras,
            ["m"] = data.Points,
            ["p"] = data.Observations,
            ["cam"] = Vector(p[..11]),
            ["x"] = Vector(p[data.PointStart..(data.PointStart + 3)]),
            ["w"] = p[^1],
            ["feat"] = Vector(data.Features[..2]),
        };

        JsonElement residuals = Output("ba", "objective", input);
        Assert.Equal(0.10133583791453256, residuals.GetProperty("reproj_error").GetProperty("elements")[0].GetDouble(), 1e-12);
        Assert.Equal(31843, residuals.GetProperty("w_err").GetProperty("repeated").GetInt32());
        JsonElement jacobian = Output("ba", "jacobian", input);
        AssertNear([.. data.Reference!.Gradient.Take(30), data.Reference.Gradient[^1]], AdbenchFile.Numbers(jacobian.GetProperty("vals")));
        Assert.Equal([0, 15, 30], AdbenchFile.Numbers(jacobian.GetProperty("rows"))[..3]);
        Assert.Equal(31 * 31843, jacobian.GetProperty("rows")[30].GetInt32());
        Assert.Equal([0, 1], AdbenchFile.Numbers(jacobian.GetProperty("cols"))[..2]);
        Assert.Equal(p.Length - 1, jacobian.GetProperty("cols")[30].GetInt32());
    }

    [Theory]
    [InlineData("simple_hand1_t26_c100", "hand")]
    [InlineData("complicated_hand1_t26_c100", "handc")]
    public void Hand_tracking_as_its_reference(string name, string problem)
    {
        if (s_data.AdbenchFolder is not string folder)
            return;
        HandModel model = HandModel.Read(Path.Combine(folder, "hand", "model"));
        AdbenchFile file = AdbenchFile.Open(folder, "hand", name);
        int points = file.NextInteger(), parameters = file.NextInteger();
        double[][] measured = [.. Enumerable.Range(0, points).Select(_ => file.Take(4))];
        double[] coordinates = problem == "handc" ? file.Take(2 * points) : [];
        int bones = model.Parents.Length, vertices = model.BasePositions.Length / 3;
        JsonObject input = new()
        {
            ["theta"] = Vector(file.Take(parameters)),
            ["us"] = Rows(coordinates, coordinates.Length / 2),
            ["data"] = new JsonObject
            {
                ["correspondences"] = Vector([.. measured.Select(point => point[0])]),
                ["points"] = Rows([.. measured.SelectMany(point => point[1..])], points),
                ["model"] = new JsonObject
                {
                    ["is_mirrored"] = false,
                    ["parents"] = Vector([.. model.Parents.Select(parent => (double)parent)]),
                    ["base_relatives"] = Matrices(model.BaseRelatives, bones),
                    ["inverse_base_absolutes"] = Matrices(model.InverseBaseAbsolutes, bones),
                    ["base_positions"] = Rows([.. model.BasePositions.Chunk(3).SelectMany(position => position.Append(1))], vertices),
                    ["weights"] = Rows(model.Weights, vertices),
                    ["triangles"] = Rows([.. model.Triangles.Select(vertex => (double)vertex)], model.Triangles.Length / 3),
                },
            },
        };
        JsonElement reference = AdbenchFile.ReadReference(folder, problem, name)!.Value;

        AssertNear(AdbenchFile.Numbers(reference.GetProperty("residuals")), AdbenchFile.Numbers(Output("ht", "objective", input)));
        double[][] columns = [.. reference.GetProperty("jacobian").EnumerateArray().Select(AdbenchFile.Numbers)];
        AssertNear(
            [.. Enumerable.Range(0, 3 * points).SelectMany(row => columns.Select(column => column[row]))],
            Flat(Output("ht", "jacobian", input)));
    }

    private static JsonElement Output(string module, string function, JsonObject input) =>
        Evaluate(module, function, input).GetProperty("output");

    private static JsonElement Evaluate(string module, string function, JsonObject input)
    {
        JsonObject message = new()
        {
            ["id"] = 7,
            ["kind"] = "evaluate",
            ["module"] = module,
            ["function"] = function,
            ["input"] = input.DeepClone(),
        };
        JsonElement answer = Assert.Single(Converse(message.ToJsonString()));
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
        return answer;
    }

    private static IReadOnlyList<JsonElement> Converse(params string[] messages)
    {
        StringWriter output = new();
        new GradBenchSession(new StringReader(string.Join('\n', messages)), output).Run();
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static JsonArray Vector(double[] values) => [.. values.Select(value => (JsonNode)JsonValue.Create(value))];

    private static JsonArray Rows(double[] values, int rows) =>
        rows == 0 ? [] : [.. values.Chunk(values.Length / rows).Select(row => (JsonNode)Vector(row))];

    private static JsonArray Matrices(double[] values, int matrices) =>
        [.. values.Chunk(values.Length / matrices).Select(matrix => (JsonNode)Rows(matrix, 4))];

    private static double[] Flat(JsonElement rows) => [.. rows.EnumerateArray().SelectMany(AdbenchFile.Numbers)];

    private static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.InRange(GradientJudge.RelativeDistance(expected, actual), 0, 1e-12);
    }
}
