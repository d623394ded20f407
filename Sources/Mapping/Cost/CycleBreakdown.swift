/// Cycles of a layer by what they are spent on.
///
/// They add up to `total`.
public struct CycleBreakdown: Hashable, Sendable, Codable {
  /// With all PEs at work all the time: MACs of the layer over the number of PEs, rounded up.
  public var macs = 0
  /// PEs without work, and tiles that filters, channels, rows and groups do not fill.
  public var fragmentation = 0
  /// What passes take longer than their MACs, by the network that holds them back.
  public var ifmapNetwork = 0
  /// The same for the network of the weights.
  public var filterNetwork = 0
  /// The same for the networks of the psums, into the array and out of it.
  public var psumNetwork = 0
  /// The same where weights or tiles come too slowly from DRAM, or results leave too slowly.
  public var memory = 0
  /// Between passes, until weights are there.
  public var filterLoading = 0
  /// Beginning and end of a tile: until the first weights are there, and until the last results are.
  public var rampUp = 0
  /// Loads and stores beside which nothing is computed.
  public var transfers = 0
  /// Configuration, tables and the program.
  public var setup = 0
  /// Only in `LayerExplanation`: MACs, networks and DRAM of the mapping beyond the least of all mappings.
  ///
  /// It takes more of them because it waits less, or fetches less from DRAM.
  public var compromise = 0

  /// The sum of all parts: the cycles that the layer takes.
  public var total: Int {
    macs + fragmentation + ifmapNetwork + filterNetwork + psumNetwork + memory + filterLoading + rampUp + transfers
      + setup + compromise
  }

  /// No cycles at all.
  public init() {}

  /// Adds cause by cause, as for layers that run one after the other.
  public static func + (a: CycleBreakdown, b: CycleBreakdown) -> CycleBreakdown {
    var sum = a
    sum.add(b, times: 1)
    return sum
  }

  /// Adds the same so many times.
  ///
  /// Searches spend their time here, so no key paths.
  mutating func add(_ other: CycleBreakdown, times: Int) {
    macs += other.macs * times
    fragmentation += other.fragmentation * times
    ifmapNetwork += other.ifmapNetwork * times
    filterNetwork += other.filterNetwork * times
    psumNetwork += other.psumNetwork * times
    memory += other.memory * times
    filterLoading += other.filterLoading * times
    rampUp += other.rampUp * times
    transfers += other.transfers * times
    setup += other.setup * times
    compromise += other.compromise * times
  }

  /// The parts in order, with the names under which reports show them.
  public static var parts: [(name: String, path: KeyPath<CycleBreakdown, Int> & Sendable)] {
    [
      ("macs", \.macs), ("fragmentation", \.fragmentation), ("ifmapNetwork", \.ifmapNetwork),
      ("filterNetwork", \.filterNetwork), ("psumNetwork", \.psumNetwork), ("memory", \.memory),
      ("filterLoading", \.filterLoading), ("rampUp", \.rampUp),
      ("transfers", \.transfers), ("setup", \.setup), ("compromise", \.compromise),
    ]
  }
}
