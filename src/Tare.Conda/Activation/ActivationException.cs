namespace Tare.Conda.Activation;

/// <summary>The shell's CONDA_ variables contradict each other.</summary>
public sealed class ActivationException(int level)
    : CondaException($"CONDA_SHLVL says that an environment lies below the active one, but CONDA_PREFIX_{level} is not set", "start a new shell");
