/// The registers of the whole array, by their number in a `ConfigurationWrite`; `PassShape` says what they mean.
public enum ArrayRegister: Int, CaseIterable, Sendable {
  case lastFilter, lastWindow, slide, lastColumn, lastRow
  /// Only with `Architecture.productShift`.
  case productShift
  /// The zero point of the ifmap values, in two's complement; only with `Architecture.zeroPoint`.
  case zeroPoint
  case lastSpan

  /// The numbers that it can hold; 0 alone where the architecture has no such register.
  public func possible(_ architecture: Architecture) -> ClosedRange<Int> {
    let shape = PassShape.shape(architecture)
    return switch self {
    case .lastFilter: RegisterMisfit.unsigned(shape.lastFilter.width)
    case .lastWindow: RegisterMisfit.unsigned(shape.lastWindow.width)
    case .slide: RegisterMisfit.unsigned(shape.slide.width)
    case .lastColumn: RegisterMisfit.unsigned(shape.lastColumn.width)
    case .lastRow: RegisterMisfit.unsigned(shape.lastRow.width)
    case .productShift: RegisterMisfit.unsigned(shape.productShift?.width ?? 0)
    case .zeroPoint: architecture.zeroPoint ? RegisterMisfit.signed(architecture.activationBits) : 0...0
    case .lastSpan: RegisterMisfit.unsigned(shape.lastSpan.width)
    }
  }

  /// What is written so that the register holds a value.
  ///
  /// - Throws: `RegisterMisfit` where it has no room for the value.
  public func data(_ value: Int, _ architecture: Architecture) throws(RegisterMisfit) -> UInt32 {
    try RegisterMisfit.check(value, of: "\(self) of the array", possible(architecture))
    return UInt32(truncatingIfNeeded: value)
  }
}
