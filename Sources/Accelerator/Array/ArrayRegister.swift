/// The registers of the whole array, by their number in a `ConfigurationWrite`; `PassShape` says what they mean.
public enum ArrayRegister: Int, CaseIterable, Sendable {
  case lastFilter, lastWindow, slide, lastColumn, lastRow
  /// Only with `Architecture.productShift`.
  case productShift
  /// The zero point of the ifmap values, in two's complement; only with `Architecture.zeroPoint`.
  case zeroPoint
  case lastSpan
}
