namespace LlsEdge.Cli.Reports;

/// <summary>How a journal is written.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One JSON object with lists.</summary>
    Json,
}
