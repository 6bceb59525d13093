using System;

namespace CartPole;

/// <summary>
/// A pole hinged to a cart that is pushed left or right: the classic control problem of Barto, Sutton and Anderson, with
/// the constants and the integrator that every published result uses.
/// </summary>
internal sealed class CartPoleEnvironment
{
    /// <summary>Numbers in a state: position and velocity of the cart, angle and angular velocity of the pole.</summary>
    public const int StateSize = 4;

    /// <summary>An episode is cut off after this many steps, which is also the highest possible return.</summary>
    public const int MaximumSteps = 500;

    /// <summary>What every step pays, the one that drops the pole included.</summary>
    public const float Reward = 1f;

    private const float Gravity = 9.8f;
    private const float CartMass = 1f;
    private const float PoleMass = 0.1f;
    private const float TotalMass = CartMass + PoleMass;
    private const float PoleHalfLength = 0.5f;
    private const float Force = 10f;
    private const float TimeStep = 0.02f;
    private const float StartRange = 0.05f;
    private const float PositionLimit = 2.4f;
    private const float AngleLimit = 12f * MathF.PI / 180f;
    private const float UsualVelocity = 2f;

    private readonly Random random;
    private readonly float[] state = new float[StateSize];
    private int steps;

    /// <summary>Makes an environment whose start states come from a generator.</summary>
    /// <param name="random">The source of the start states.</param>
    public CartPoleEnvironment(Random random)
    {
        this.random = random;
        Reset();
    }

    /// <summary>Whether the pole fell or the cart left the track: nothing can be earned from here on.</summary>
    public bool Failed { get; private set; }

    /// <summary>
    /// Whether the episode is over: failed, or cut off at the step limit. A state at the limit is as good as it was before,
    /// so learning must not take the end of such an episode for a failure.
    /// </summary>
    public bool Ended => Failed || steps >= MaximumSteps;

    /// <summary>Starts an episode.</summary>
    public void Reset()
    {
        for (int i = 0; i < StateSize; i++)
            state[i] = ((2f * random.NextSingle()) - 1f) * StartRange;

        steps = 0;
        Failed = false;
    }

    /// <summary>
    /// Writes the state as the network is to see it: in units that bring each number to about one. In metres and radians the
    /// angles that matter are so small that the network is slow to tell them apart.
    /// </summary>
    /// <param name="observation">Receives position, velocity, angle and angular velocity.</param>
    public void Observe(Span<float> observation)
    {
        observation[0] = state[0] / PositionLimit;
        observation[1] = state[1] / UsualVelocity;
        observation[2] = state[2] / AngleLimit;
        observation[3] = state[3] / UsualVelocity;
    }

    /// <summary>Pushes the cart for one time step.</summary>
    /// <param name="action">0 pushes left, 1 pushes right.</param>
    public void Step(int action)
    {
        float position = state[0];
        float velocity = state[1];
        float angle = state[2];
        float angularVelocity = state[3];

        float force = action == 1 ? Force : -Force;
        float cosine = MathF.Cos(angle);
        float sine = MathF.Sin(angle);
        float shared = (force + (PoleMass * PoleHalfLength * angularVelocity * angularVelocity * sine)) / TotalMass;
        float angularAcceleration = ((Gravity * sine) - (cosine * shared))
            / (PoleHalfLength * ((4f / 3f) - (PoleMass * cosine * cosine / TotalMass)));
        float acceleration = shared - (PoleMass * PoleHalfLength * angularAcceleration * cosine / TotalMass);

        // Explicit Euler: positions move by the old velocities.
        state[0] = position + (TimeStep * velocity);
        state[1] = velocity + (TimeStep * acceleration);
        state[2] = angle + (TimeStep * angularVelocity);
        state[3] = angularVelocity + (TimeStep * angularAcceleration);

        steps++;
        Failed = MathF.Abs(state[0]) > PositionLimit || MathF.Abs(state[2]) > AngleLimit;
    }
}
