import Hardware

/// What PEs do in a cycle: of one PE a bit each, of a row or of the array the sum over its PEs, of a program the total.
///
/// What follows exactly from these is not counted:
///
/// - A zero activation reads no weight, so filter scratchpads are read `macsDone` times.
/// - A sum that is put into a psum scratchpad is read once, when the next product is added to it, so psum scratchpads
///   are read as often as they are written. A psum that begins and ends with the same MAC does neither.
/// - A psum from the network goes to one PE, so as many are delivered as enter the array.
public struct ArrayActivity: Signal {
  /// MACs done, and MACs left out because the activation was zero.
  public var macsDone, macsGated: Unsigned
  /// Values read from ifmap scratchpads: each once for its p MACs, unless it is zero.
  public var ifmapReads: Unsigned
  /// Values that PEs put into their ifmap and filter scratchpads: what the networks delivered, once for each PE.
  public var ifmapWrites, filterWrites: Unsigned
  /// Sums written to psum scratchpads.
  public var psumWrites: Unsigned
  /// Psums handed to the PE above.
  public var psumsClimbed: Unsigned

  static func shape(bits: Int) -> ArrayActivity { ArrayActivity { _ in .bits(bits) } }

  /// Registers that are outputs and begin with 0.
  static func outputRegisters(bits: Int) -> ArrayActivity {
    shape(bits: bits).outputRegister(reset: ArrayActivity { _ in Unsigned(0, width: bits) })
  }

  /// Registers that begin with 0.
  static func registers(bits: Int) -> ArrayActivity {
    shape(bits: bits).register(reset: ArrayActivity { _ in Unsigned(0, width: bits) })
  }

  /// Members that are made of the same members of others.
  init(_ make: (KeyPath<ArrayActivity, Unsigned>) -> Unsigned) {
    macsDone = make(\.macsDone)
    macsGated = make(\.macsGated)
    ifmapReads = make(\.ifmapReads)
    ifmapWrites = make(\.ifmapWrites)
    filterWrites = make(\.filterWrites)
    psumWrites = make(\.psumWrites)
    psumsClimbed = make(\.psumsClimbed)
  }

  /// The sum of several as balanced trees; in no more than `bits` bits.
  static func sum(of parts: [ArrayActivity], bits: Int) -> ArrayActivity {
    ArrayActivity { member in total(parts.map { $0[keyPath: member] }).resized(to: bits) }
  }
}
