/// How a product with a channel's multiplier is rounded; a parameter of the generated hardware.
public enum RequantizerRounding: String, Sendable, Hashable, CaseIterable {
  /// Twice, first to 31 fractional bits and then away from zero at the half: the TensorFlow Lite reference kernels,
  /// and TOSA with `double_round`.
  case double
  /// Once, upwards at the half: CMSIS-NN's single mode, and TOSA without `double_round`.
  case single
}
