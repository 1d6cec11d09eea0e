namespace Tare.Dockerfile.Templates;

/// <summary>What an image is for.</summary>
public enum ImagePurpose
{
    /// <summary>A program that answers and holds nothing else.</summary>
    Inference,

    /// <summary>Training: the code is mounted or copied, results are written.</summary>
    Train,

    /// <summary>JupyterLab.</summary>
    Jupyter,

    /// <summary>A machine to log in to.</summary>
    Ssh,

    /// <summary>An HTTP service.</summary>
    Api,
}
