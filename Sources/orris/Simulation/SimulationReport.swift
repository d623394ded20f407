import Accelerator
import CoSimulation
import Golden
import Mapping

/// How the layers of a network went on the array, over all inferences.
struct SimulationReport: Encodable {
  struct Layer: Encodable {
    let index: Int
    let name: String
    let mapping: MappingLetters
    private(set) var counters: ArrayCounters
    /// Multiply-accumulates of the layer, those with padding included.
    private(set) var macs: Int
    /// MACs a cycle as a fraction of the PEs.
    private(set) var utilization: Double
    /// Sums that were compared with the golden model's.
    private(set) var sumsCompared: Int
    private(set) var mismatch: Difference?
  }

  /// The mapping by the letters of the row-stationary dataflow.
  struct MappingLetters: Encodable {
    let p, q, g, e, r, t, passes: Int

    init(_ mapping: Mapping) {
      (p, q, g, e) = (mapping.filters, mapping.channels, mapping.groups, mapping.setWidth)
      (r, t, passes) = (mapping.channelGroups, mapping.sets, mapping.passes)
    }

    var text: String { "p\(p) \(g > 1 ? "g\(g)" : "q\(q)") e\(e) r\(r) t\(t)" }
  }

  /// The first sum that differs.
  struct Difference: Encodable {
    let inference: Int
    /// (n, e, f, m).
    let indices: [Int]
    let expected, found: Int64
    let differing, of: Int
    let text: String
  }

  /// All layers together.
  struct Totals: Encodable {
    var cycles = 0
    var macs = 0
    var macsGated = 0
    var sumsCompared = 0
    var utilization = 0.0
  }

  let architecture: Architecture
  private(set) var inferences = 0
  private(set) var totals = Totals()
  private(set) var layers: [Layer] = []
  private(set) var isEqual = true

  init(_ architecture: Architecture) { self.architecture = architecture }

  /// Adds what one more inference took.
  mutating func add(_ reports: [LayerReport]) {
    for (position, report) in reports.enumerated() {
      if inferences == 0 { layers.append(Layer(report)) }
      layers[position].add(report, inference: inferences, architecture)
    }
    inferences += 1
    isEqual = layers.allSatisfy { $0.mismatch == nil }
    totals = layers.reduce(into: Totals()) { totals, layer in
      totals.cycles += layer.counters.cycles
      totals.macs += layer.macs
      totals.macsGated += layer.counters.macsGated
      totals.sumsCompared += layer.sumsCompared
    }
    totals.utilization = fraction(totals.macs, totals.cycles, architecture)
  }

  /// The first differing sum of each layer in words.
  var mismatches: [String] {
    layers.compactMap { layer in
      layer.mismatch.map { inferences > 1 ? "inference \($0.inference), \($0.text)" : $0.text }
    }
  }
}

extension SimulationReport.Layer {
  fileprivate init(_ report: LayerReport) {
    (index, name, mapping) = (report.index, report.name, SimulationReport.MappingLetters(report.mapping))
    (counters, macs, utilization, sumsCompared) = (ArrayCounters(), 0, 0, 0)
  }

  fileprivate mutating func add(_ report: LayerReport, inference: Int, _ architecture: Architecture) {
    counters += report.counters
    macs += report.statistics.total
    utilization = fraction(macs, counters.cycles, architecture)
    sumsCompared += report.elements
    guard mismatch == nil, let difference = report.mismatch else { return }
    mismatch = SimulationReport.Difference(
      inference: inference, indices: difference.indices, expected: difference.expected, found: difference.found,
      differing: difference.count, of: difference.total, text: difference.description)
  }
}
