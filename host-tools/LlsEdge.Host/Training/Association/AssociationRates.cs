namespace LlsEdge.Host.Training.Association;

/// <summary>The constants of the association rule.</summary>
/// <param name="Hidden">η of the hidden layers; 0 leaves them as they were drawn.</param>
/// <param name="Output">η of the output neuron.</param>
/// <param name="FirstShare">κ: the share of a class's neurons that fire before inhibition stops the rest; 1: spike times do not matter.</param>
/// <param name="Trace">ρ: how fast a neuron's mean activity for each class follows.</param>
public sealed record AssociationRates(double Hidden, double Output, double FirstShare = 0.1, double Trace = 0.01);
