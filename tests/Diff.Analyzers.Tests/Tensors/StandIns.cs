namespace Diff.Analyzers.Tests.Tensors;

/// <summary>The parts of TorchSharp and TensorFlow.NET that the tests use: the real names, no behaviour.</summary>
internal static partial class StandIns
{
    public const string TorchSharp = """
        #nullable disable
        #pragma warning disable
        using System;
        using System.Collections.Generic;
        namespace TorchSharp
        {
            public class Scalar
            {
                public static implicit operator Scalar(double v) => null;
                public static implicit operator Scalar(float v) => null;
                public static implicit operator Scalar(int v) => null;
            }

            public class DisposeScope : IDisposable { public void Dispose() { } }

            public static class TensorExtensionMethods
            {
                public static float ToSingle(this torch.Tensor t) => 0;
                public static double ToDouble(this torch.Tensor t) => 0;
                public static torch.Tensor ToTensor(this float t) => null;
            }

            public static partial class torch
            {
                public enum ScalarType { Float32, Int64, Float16, BFloat16 }
                public static ScalarType float32 => ScalarType.Float32;
                public class Tensor : IDisposable
                {
                    public void Dispose() { }
                    public long[] shape => null;
                    public Tensor grad { get; set; }
                    public bool requires_grad { get; set; }
                    public Tensor T => null;
                    public Tensor this[params int[] i] { get => null; set { } }
                    public static Tensor operator +(Tensor a, Tensor b) => null;
                    public static Tensor operator +(Tensor a, Scalar b) => null;
                    public static Tensor operator +(Scalar a, Tensor b) => null;
                    public static Tensor operator -(Tensor a, Tensor b) => null;
                    public static Tensor operator -(Tensor a, Scalar b) => null;
                    public static Tensor operator -(Scalar a, Tensor b) => null;
                    public static Tensor operator -(Tensor a) => null;
                    public static Tensor operator *(Tensor a, Tensor b) => null;
                    public static Tensor operator *(Tensor a, Scalar b) => null;
                    public static Tensor operator *(Scalar a, Tensor b) => null;
                    public static Tensor operator /(Tensor a, Tensor b) => null;
                    public static Tensor operator /(Tensor a, Scalar b) => null;
                    public static Tensor operator /(Scalar a, Tensor b) => null;
                    public static Tensor operator >(Tensor a, Scalar b) => null;
                    public static Tensor operator <(Tensor a, Scalar b) => null;
                    public static Tensor operator >(Tensor a, Tensor b) => null;
                    public static Tensor operator <(Tensor a, Tensor b) => null;
                    public static Tensor operator >=(Tensor a, Scalar b) => null;
                    public static Tensor operator <=(Tensor a, Scalar b) => null;
                    public Tensor round(long decimals = 0) => null;
                    public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => null;
                    public Tensor argmax() => null;
                    public Tensor argmax(long dim, bool keepdim = false) => null;
                    public Tensor eq(Scalar v) => null;
                    public Tensor eq(Tensor v) => null;
                    public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => default;
                    public Tensor abs() => null;
                    public Tensor log() => null;
                    public Tensor exp() => null;
                    public Tensor sqrt() => null;
                    public Tensor square() => null;
                    public Tensor sigmoid() => null;
                    public Tensor tanh() => null;
                    public Tensor relu() => null;
                    public Tensor pow(Scalar e) => null;
                    public Tensor softmax(long dim) => null;
                    public Tensor log_softmax(long dim) => null;
                    public Tensor clamp(Scalar min = null, Scalar max = null) => null;
                    public Tensor clamp(Tensor min, Tensor max = null) => null;
                    public Tensor clamp_(Scalar min = null, Scalar max = null) => null;
                    public Tensor clip(Scalar min = null, Scalar max = null) => null;
                    public Tensor clamp_min(Scalar min) => null;
                    public Tensor clamp_max(Scalar max) => null;
                    public Tensor mean(long[] dimensions = null, bool keepdim = false) => null;
                    public Tensor sum(long dim, bool keepdim = false) => null;
                    public Tensor sum() => null;
                    public Tensor mean() => null;
                    public Tensor max() => null;
                    public Tensor std() => null;
                    public Tensor var() => null;
                    public Tensor gt(Scalar v) => null;
                    public Tensor le(Scalar v) => null;
                    public Tensor ne(Scalar v) => null;
                    public Tensor where(Tensor condition, Tensor y) => null;
                    public Tensor gather(long dim, Tensor index) => null;
                    public Tensor squeeze(long dim = 0) => null;
                    public Tensor unsqueeze(long dim) => null;
                    public Tensor view(params long[] shape) => null;
                    public Tensor matmul(Tensor o) => null;
                    public Tensor transpose(long a, long b) => null;
                    public Tensor masked_fill(Tensor mask, Scalar value) => null;
                    public Tensor detach() => null;
                    public Tensor isnan() => null;
                    public Tensor nan_to_num(double? nan = null) => null;
                    public Tensor half() => null;
                    public Tensor clone() => null;
                    public Tensor cpu() => null;
                    public Tensor to(ScalarType type) => null;
                    public Tensor to_type(ScalarType type) => null;
                    public Tensor requires_grad_(bool on = true) => null;
                    public Tensor zero_() => null;
                    public Tensor add_(Tensor o) => null;
                    public T item<T>() => default;
                    public T[] data<T>() => null;
                    public void backward() { }
                }

                public static Tensor clamp(Tensor input, Scalar min = null, Scalar max = null) => null;
                public static DisposeScope NewDisposeScope() => null;
                public static Tensor log(Tensor x) => null;
                public static Tensor log1p(Tensor x) => null;
                public static Tensor sign(Tensor x) => null;
                public static Tensor tanh(Tensor x) => null;
                public static Tensor acos(Tensor x) => null;
                public static Tensor round(Tensor x, long decimals = 0) => null;
                public static Tensor tril(Tensor x, long diagonal = 0) => null;
                public static Tensor logsumexp(Tensor x, long dim, bool keepdim = false) => null;
                public static Tensor randn_like(Tensor x) => null;
                public static Tensor sum(Tensor x, long dim, bool keepdim = false) => null;
                public static Tensor exp(Tensor x) => null;
                public static Tensor abs(Tensor x) => null;
                public static Tensor sqrt(Tensor x) => null;
                public static Tensor square(Tensor x) => null;
                public static Tensor pow(Tensor x, Scalar e) => null;
                public static Tensor mean(Tensor x) => null;
                public static Tensor sum(Tensor x) => null;
                public static Tensor min(Tensor a, Tensor b) => null;
                public static Tensor max(Tensor a, Tensor b) => null;
                public static Tensor minimum(Tensor a, Tensor b) => null;
                public static Tensor maximum(Tensor a, Tensor b) => null;
                public static Tensor softmax(Tensor x, long dim) => null;
                public static Tensor sigmoid(Tensor x) => null;
                public static Tensor where(Tensor condition, Tensor x, Tensor y) => null;
                public static Tensor matmul(Tensor a, Tensor b) => null;
                public static Tensor stack(IEnumerable<Tensor> list, long dim = 0) => null;
                public static Tensor zeros_like(Tensor x) => null;
                public static Tensor ones_like(Tensor x) => null;
                public static Tensor randn(long a, long b = 1, bool requires_grad = false) => null;
                public static Tensor rand(long a, long b = 1, bool requires_grad = false) => null;
                public static Tensor zeros(long a, long b = 1, bool requires_grad = false) => null;
                public static Tensor ones(long a, long b = 1, bool requires_grad = false) => null;
                public static Tensor relu(Tensor x) => null;
                public static Tensor tensor(double v, bool requires_grad = false) => null;
                public static Tensor tensor(float[] v, bool requires_grad = false) => null;
                public static IDisposable no_grad() => null;
                public static class optim
                {
                    public class Optimizer { public void zero_grad() { } public Tensor step(Func<Tensor> closure = null) => null; }
                    public static Optimizer Adam(IEnumerable<Modules.Parameter> parameters, double lr = 0.001) => null;
                    public static Optimizer SGD(IEnumerable<Modules.Parameter> parameters, double lr = 0.001) => null;
                }

                public static partial class nn
                {
                    public enum Reduction { None, Mean, Sum }
                    public class Module
                    {
                        public IEnumerable<Modules.Parameter> parameters() => null;
                        public void zero_grad() { }
                        public void train() { }
                        public void eval() { }
                        public bool training => true;
                        protected void RegisterComponents() { }
                    }

                    public abstract class Module<T, R> : Module
                    {
                        protected Module() { }
                        protected Module(string name) { }
                        public virtual R forward(T x) => default;
                        public R call(T x) => default;
                    }

                    public abstract class Module<T, U, R> : Module
                    {
                        protected Module() { }
                        protected Module(string name) { }
                        public virtual R forward(T x, U y) => default;
                        public R call(T x, U y) => default;
                    }

                    public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true) => null;
                    public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => null;
                    public static class init
                    {
                        public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1) => null;
                        public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1) => null;
                        public static Tensor constant_(Tensor tensor, Scalar val) => null;
                        public static Tensor zeros_(Tensor tensor) => null;
                        public static Tensor ones_(Tensor tensor) => null;
                        public static Tensor xavier_uniform_(Tensor tensor, double gain = 1) => null;
                        public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => null;
                        public static Tensor kaiming_uniform_(Tensor tensor, double a = 0) => null;
                    }

                    public static Modules.ReLU ReLU() => null;
                    public static Modules.Tanh Tanh() => null;
                    public static Modules.Softmax Softmax(long dim) => null;
                    public static Modules.Sigmoid Sigmoid() => null;
                    public static Modules.LogSoftmax LogSoftmax(long dim) => null;
                    public static Modules.Conv2d Conv2d(long a, long b, long kernel) => null;
                    public static Modules.MaxPool2d MaxPool2d(long kernel) => null;
                    public static Modules.Flatten Flatten() => null;
                    public static Modules.Dropout Dropout(double p = 0.5) => null;
                    public static Modules.NLLLoss NLLLoss() => null;
                    public static Modules.LSTM LSTM(long a, long b) => null;
                    public static Modules.GRU GRU(long a, long b) => null;
                    public static Modules.CrossEntropyLoss CrossEntropyLoss() => null;
                    public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss() => null;
                    public static Modules.MSELoss MSELoss() => null;
                    public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> module)[] modules) => null;
                    public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => null;
                    public static class utils
                    {
                        public static double clip_grad_norm_(IEnumerable<Modules.Parameter> parameters, double max_norm) => 0;
                        public static void clip_grad_value_(IEnumerable<Modules.Parameter> parameters, double clip_value) { }
                    }

                    public static class functional
                    {
                        public static Tensor relu(Tensor x) => null;
                        public static Tensor leaky_relu(Tensor x, double slope) => null;
                        public static Tensor hardtanh(Tensor x, double min = -1, double max = 1) => null;
                        public static Tensor softplus(Tensor x) => null;
                        public static Tensor logsigmoid(Tensor x) => null;
                        public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) => null;
                        public static Tensor softmax(Tensor x, long dim) => null;
                        public static Tensor log_softmax(Tensor x, long dim) => null;
                        public static Tensor cross_entropy(Tensor input, Tensor target, Tensor weight = null, Reduction reduction = Reduction.Mean) => null;
                        public static Tensor nll_loss(Tensor input, Tensor target) => null;
                        public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => null;
                        public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => null;
                        public static Tensor binary_cross_entropy(Tensor input, Tensor target) => null;
                        public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target) => null;
                    }
                }
            }

            namespace Modules
            {
                using static torch;
                public class Parameter : Tensor { }
                public class Linear : nn.Module<Tensor, Tensor> { public Parameter weight { get; set; } public Parameter bias { get; set; } }
                public class ReLU : nn.Module<Tensor, Tensor> { }
                public class Tanh : nn.Module<Tensor, Tensor> { }
                public class LogSoftmax : nn.Module<Tensor, Tensor> { }
                public class Conv2d : nn.Module<Tensor, Tensor> { }
                public class MaxPool2d : nn.Module<Tensor, Tensor> { }
                public class Flatten : nn.Module<Tensor, Tensor> { }
                public class Dropout : nn.Module<Tensor, Tensor> { }
                public class NLLLoss : nn.Module<Tensor, Tensor, Tensor> { }
                public class Softmax : nn.Module<Tensor, Tensor> { }
                public class Sigmoid : nn.Module<Tensor, Tensor> { }
                public class Sequential : nn.Module<Tensor, Tensor> { }
                public class LSTM : nn.Module { public (Tensor, Tensor, Tensor) call(Tensor x) => default; public (Tensor, Tensor, Tensor) forward(Tensor x) => default; }
                public class GRU : nn.Module { public (Tensor, Tensor) call(Tensor x) => default; }
                public class CrossEntropyLoss : nn.Module<Tensor, Tensor, Tensor> { }
                public class BCEWithLogitsLoss : nn.Module<Tensor, Tensor, Tensor> { }
                public class MSELoss : nn.Module<Tensor, Tensor, Tensor> { }
            }
        }
        """;
}
