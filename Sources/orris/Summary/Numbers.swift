extension Int {
  /// The nearest whole number, or the nearest one that there is: 0 for what is no number.
  init(nearest value: Double) {
    self = Int(exactly: value.rounded()) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }
}

/// A number of at least 0 with commas between thousands, or with an exponent where it has too many digits to be read.
func grouped(_ value: Double) -> String { abs(value) < 1e15 ? grouped(Int(nearest: value)) : "\(value)" }
