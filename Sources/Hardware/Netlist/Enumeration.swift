extension Netlist {
  /// A Swift enumeration used as a state: case `i` is encoded as the number `i`.
  public struct Enumeration: Hashable, Sendable {
    /// The Swift type's name in snake case, for example `phase`; prefixes the cases' `localparam` names.
    public let name: String
    /// The cases in declaration order, in snake case.
    public let cases: [String]

    public init(name: String, cases: [String]) {
      self.name = name
      self.cases = cases
    }

    /// Bits of the encoding, at least 1.
    public var width: Int {
      Swift.max(1, Int.bitWidth - (cases.count - 1).leadingZeroBitCount)
    }

    /// The `localparam` name of a case, for example `PHASE_IDLE`.
    public func parameterName(_ index: Int) -> String {
      "\(name)_\(cases[index])".uppercased()
    }
  }
}
