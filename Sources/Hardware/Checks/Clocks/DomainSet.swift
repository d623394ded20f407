/// Some of the clock domains of a design, of which there may be 64.
struct DomainSet: OptionSet {
  let rawValue: UInt64
}

/// The numbering of a design's clock domains.
struct DomainTable {
  let domains: [ClockDomain]

  init(_ design: Netlist.Design) {
    domains = Set(design.definitions.flatMap(\.domains)).sorted()
  }

  func set(_ domain: ClockDomain) -> DomainSet {
    domains.firstIndex(of: domain).map { DomainSet(rawValue: 1 << UInt64($0)) } ?? []
  }

  /// The first domain of a set.
  func first(_ set: DomainSet) -> ClockDomain? {
    set.isEmpty ? nil : domains[set.rawValue.trailingZeroBitCount]
  }
}
