import Hardware

/// The registers of the vector unit, under their names in `ProgramRegister` less `vector`; constant while a command is
/// under way.
public struct VectorSettings: Signal {
  /// What is computed of the operands.
  public var operation: Enumerated<VectorOperation>
  /// Where operands and results lie, and how many there are.
  public var walk: VectorWalk
  /// How the operands are combined.
  public var operands: OperandSettings
  /// The rows of the channel tables for the scaled operand of a sum, and for the result.
  public var inputEntry, resultEntry: Unsigned

  /// Bits of the loops' last indices and of `OperandSettings.rounding`.
  public static let countBits = 16

  /// The shape for an architecture.
  public static func shape(_ architecture: Architecture) -> VectorSettings {
    let entry = Unsigned.bits(ChannelTable.entryBits(architecture))
    return VectorSettings(
      operation: .shape, walk: .shape(architecture), operands: .shape(architecture), inputEntry: entry,
      resultEntry: entry)
  }
}

extension Enumerated<VectorOperation> {
  /// The operands are scaled before they are added or subtracted.
  var isSum: Bit { self .== .add || self .== .subtract }
  /// There is a second operand.
  var isBinary: Bit { isSum || self .== .multiply }
}
