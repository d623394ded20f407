extension Netlist {
  /// A Swift enumeration used as a state: each case is encoded as a number.
  public struct Enumeration: Hashable, Sendable {
    /// The Swift type's name in snake case, for example `phase`; prefixes the cases' `localparam` names.
    public let name: String
    /// The cases in declaration order, in snake case.
    public let cases: [String]
    /// What each case is encoded as, in the order of the cases; no two are equal.
    public let codes: [UInt64]
    /// Bits of the encoding, at least 1 and at most 64.
    public let width: Int

    /// An enumeration whose case `i` is encoded as the number `i`.
    public init(name: String, cases: [String]) {
      self.init(name: name, cases: cases, codes: cases.indices.map { UInt64($0) })
    }

    /// - Parameter width: enough for every code; as few bits as that takes unless said otherwise.
    public init(name: String, cases: [String], codes: [UInt64], width: Int? = nil) {
      self.name = name
      self.cases = cases
      self.codes = codes
      self.width = width ?? Swift.max(1, UInt64.bitWidth - (codes.max() ?? 0).leadingZeroBitCount)
    }

    /// The `localparam` name of a case, for example `PHASE_IDLE`.
    public func parameterName(_ index: Int) -> String {
      "\(name)_\(cases[index])".uppercased()
    }

    /// The case that is encoded as a number; nil where none is.
    public func caseIndex(ofCode code: some BinaryInteger) -> Int? {
      UInt64(exactly: code).flatMap { codes.firstIndex(of: $0) }
    }

    /// Whether so many cases are all that the bits can say.
    func isComplete(_ count: Int) -> Bool { width < Int.bitWidth - 1 && count == 1 << width }
  }
}
