namespace Diff.Analyzers.Tests.Tensors;

internal static partial class StandIns
{
    public const string TensorFlow = """
        #nullable disable
        #pragma warning disable
        using System;
        using System.Collections.Generic;
        namespace Tensorflow
        {
            public class Tensor
            {
                public static Tensor operator +(Tensor a, Tensor b) => null;
                public static Tensor operator -(Tensor a, Tensor b) => null;
                public static Tensor operator -(Tensor a) => null;
                public static Tensor operator *(Tensor a, Tensor b) => null;
                public static Tensor operator /(Tensor a, Tensor b) => null;
                public static Tensor operator >(Tensor a, Tensor b) => null;
                public static Tensor operator <(Tensor a, Tensor b) => null;
                public static implicit operator Tensor(float v) => null;
                public static implicit operator Tensor(double v) => null;
                public static implicit operator Tensor(int v) => null;
                public static implicit operator Tensor(ResourceVariable v) => null;
                public static explicit operator float(Tensor t) => 0;
                public float numpy() => 0;
            }

            public class ResourceVariable
            {
                public static Tensor operator *(ResourceVariable a, Tensor b) => null;
                public static Tensor operator -(Tensor a, ResourceVariable b) => null;
                public Tensor assign_sub(Tensor delta) => null;
                public static Tensor operator *(Tensor a, ResourceVariable b) => null;
                public static Tensor operator +(Tensor a, ResourceVariable b) => null;
            }

            public class Shape
            {
                public static implicit operator Shape(int v) => null;
                public static implicit operator Shape((int, int) v) => null;
            }

            public enum TF_DataType { TF_FLOAT }
            public class Axis { public static implicit operator Axis(int v) => null; }
            public class Operation { }
            namespace Gradients
            {
                public class GradientTape : IDisposable
                {
                    public void Dispose() { }
                    public Tensor gradient(Tensor target, ResourceVariable source) => null;
                    public (Tensor, Tensor) gradient(Tensor target, (ResourceVariable, ResourceVariable) sources) => default;
                    public Tensor[] gradient(Tensor target, params ResourceVariable[] sources) => null;
                    public Tensor[] gradient(Tensor target, IEnumerable<ResourceVariable> sources) => null;
                }
            }

            public class Optimizer
            {
                public Operation minimize(Tensor loss) => null;
                public void apply_gradients(IEnumerable<(Tensor, ResourceVariable)> g) { }
            }

            public class nn_internal
            {
                public Tensor softmax(Tensor logits, int axis = -1, string name = null) => null;
                public Tensor sigmoid(Tensor x, string name = null) => null;
                public Tensor relu(Tensor x) => null;
                public Tensor log_softmax(Tensor logits, int axis = -1, string name = null) => null;
                public Tensor softmax_cross_entropy_with_logits(Tensor labels, Tensor logits, int axis = -1, string name = null) => null;
                public Tensor sparse_softmax_cross_entropy_with_logits(Tensor labels, Tensor logits, string name = null) => null;
                public Tensor sigmoid_cross_entropy_with_logits(Tensor labels, Tensor logits, string name = null) => null;
            }

            public class MathApi { public Tensor log(Tensor x, string name = null) => null; }
            public class RandomApi
            {
                public Tensor normal(Shape shape, float mean = 0, float stddev = 1) => null;
                public Tensor uniform(Shape shape, float minval = 0, float maxval = 1) => null;
            }

            public class TrainApi { public Optimizer AdamOptimizer(float rate) => null; public Optimizer GradientDescentOptimizer(float rate) => null; }
            public class tensorflow
            {
                public nn_internal nn => null;
                public MathApi math => null;
                public TrainApi train => null;
                public RandomApi random => null;
                public TF_DataType float32 => TF_DataType.TF_FLOAT;
                public Tensor ones(Shape shape) => null;
                public Tensor zeros(Shape shape) => null;
                public Tensor tanh(Tensor x, string name = null) => null;
                public Tensor round(Tensor x, string name = null) => null;
                public Tensor cast(Tensor x, TF_DataType type) => null;
                public Tensor equal(Tensor x, Tensor y) => null;
                public Tensor argmax(Tensor x, int axis = -1) => null;
                public Tensor one_hot(Tensor indices, int depth) => null;
                public Gradients.GradientTape GradientTape() => null;
                public ResourceVariable Variable(Tensor initial, string name = null) => null;
                public Tensor constant(float v) => null;
                public Tensor matmul(Tensor a, Tensor b) => null;
                public Tensor log(Tensor x, string name = null) => null;
                public Tensor sqrt(Tensor x, string name = null) => null;
                public Tensor square(Tensor x, string name = null) => null;
                public Tensor pow(Tensor x, Tensor y) => null;
                public Tensor abs(Tensor x, string name = null) => null;
                public Tensor exp(Tensor x, string name = null) => null;
                public Tensor sigmoid(Tensor x, string name = null) => null;
                public Tensor minimum(Tensor x, Tensor y, string name = null) => null;
                public Tensor maximum(Tensor x, Tensor y, string name = null) => null;
                public Tensor clip_by_value(Tensor t, Tensor clip_value_min, Tensor clip_value_max, string name = null) => null;
                public Tensor where(Tensor condition, Tensor x, Tensor y, string name = null) => null;
                public Tensor stop_gradient(Tensor x, string name = null) => null;
                public Tensor reduce_mean(Tensor x, Axis axis = null, bool keepdims = false, string name = null) => null;
                public Tensor reduce_sum(Tensor x, Axis axis = null, bool keepdims = false, string name = null) => null;
                public Tensor reduce_logsumexp(Tensor x, Axis axis = null, bool keepdims = false) => null;
                public Tensor zeros_like(Tensor x) => null;
            }

            public static class Binding { public static tensorflow tf => null; }
            public static class KerasApi { public static Keras.KerasInterface keras => null; }
            namespace Keras
            {
                using Engine;
                public class KerasInterface
                {
                    public LayersApi layers => null;
                    public LossesApi losses => null;
                    public OptimizerApi optimizers => null;
                    public Activations activations => null;
                    public Engine.Sequential Sequential(List<ILayer> layers = null, string name = null) => null;
                    public IModel Model(Tensor inputs, Tensor outputs) => null;
                }

                public class Activation { }
                public class Activations
                {
                    public Activation Relu => null;
                    public Activation Sigmoid => null;
                    public Activation Softmax => null;
                    public Activation Tanh => null;
                    public Activation Linear => null;
                }

                public interface ILossFunc { Tensor Call(Tensor y_true, Tensor y_pred, Tensor sample_weight = null); }
                public class LossesApi
                {
                    public ILossFunc SparseCategoricalCrossentropy(string reduction = null, string name = null, bool from_logits = false) => null;
                    public ILossFunc CategoricalCrossentropy(string reduction = null, string name = null, bool from_logits = false) => null;
                    public ILossFunc BinaryCrossentropy(bool from_logits = false, float label_smoothing = 0) => null;
                    public ILossFunc MeanSquaredError(string reduction = null, string name = null) => null;
                }

                public class LayersApi
                {
                    public ILayer Dense(int units) => null;
                    public ILayer Dense(int units, string activation = null, Shape input_shape = null) => null;
                    public ILayer Dense(int units, Activation activation = null, bool use_bias = true, Shape input_shape = null) => null;
                    public ILayer Flatten() => null;
                    public ILayer Softmax(Axis axis) => null;
                    public ILayer Dropout(float rate) => null;
                    public Tensor Input(Shape shape = null, string name = null) => null;
                }

                public class OptimizerApi
                {
                    public Optimizers.IOptimizer Adam(float learning_rate = 0.001f) => null;
                    public Optimizers.IOptimizer SGD(float learning_rate = 0.01f) => null;
                }

                namespace Optimizers
                {
                    public interface IOptimizer
                    {
                        void apply_gradients((Tensor, ResourceVariable) gradient);
                        void apply_gradients(IEnumerable<(Tensor, ResourceVariable)> gradients);
                    }
                }

                namespace Engine
                {
                    public interface ILayer { Tensor Apply(Tensor inputs, Tensor states = null, bool? training = null); }
                    public interface IModel : ILayer
                    {
                        void compile(Optimizers.IOptimizer optimizer = null, ILossFunc loss = null, string[] metrics = null);
                        void compile(string optimizer, string loss, string[] metrics);
                        void add(ILayer layer);
                    }

                    public class Sequential : IModel
                    {
                        public Tensor Apply(Tensor inputs, Tensor states = null, bool? training = null) => null;
                        public void compile(Optimizers.IOptimizer optimizer = null, ILossFunc loss = null, string[] metrics = null) { }
                        public void compile(string optimizer, string loss, string[] metrics) { }
                        public void add(ILayer layer) { }
                    }
                }
            }
        }
        """;
}
