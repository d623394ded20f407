import Accelerator
import Network
import TestSupport
import Testing

@testable import Mapping

/// The mappings of AlexNet that Eyeriss ran (JSSC 52(1), 2017, table III) at N = 4, against what the chip was measured to
/// do (table V), in words of 16 bits.
@Suite struct PublishedMappingTests {
  private struct Row {
    let name: String
    let m, n, e, p, q, r, t: Int
    /// MB of the buffer, as measured; and of DRAM, as the sum of weights, ifmaps and ofmaps without compression.
    let buffer, memory: Double
  }

  /// The mapping of conv3 is the one that the measurement fits (that of conv4); table III prints q = 4, r = 1, t = 4.
  private static let rows = [
    Row(name: "conv1", m: 96, n: 1, e: 7, p: 16, q: 1, r: 1, t: 2, buffer: 18.5, memory: 6.0),
    Row(name: "conv2", m: 64, n: 1, e: 27, p: 16, q: 2, r: 1, t: 1, buffer: 77.6, memory: 5.4),
    Row(name: "conv3", m: 64, n: 4, e: 13, p: 16, q: 3, r: 2, t: 2, buffer: 50.2, memory: 5.0),
    Row(name: "conv4", m: 64, n: 4, e: 13, p: 16, q: 3, r: 2, t: 2, buffer: 37.4, memory: 3.9),
    Row(name: "conv5", m: 64, n: 4, e: 13, p: 16, q: 3, r: 2, t: 2, buffer: 24.9, memory: 2.6),
  ]

  private static func mapping(_ row: Row) throws -> PublishedMapping {
    let table = try LayerTable(csvFileAt: Workloads.layerTable("alexnet"))
    let layer = table.layers.first { $0.name == row.name }!.shape
    let batch = try LayerShape(
      batch: 4, outputChannels: layer.outputChannels, inputChannels: layer.inputChannels,
      inputHeight: layer.inputHeight, inputWidth: layer.inputWidth, filterHeight: layer.filterHeight,
      filterWidth: layer.filterWidth, stride: layer.stride, padding: layer.padding, groups: layer.groups)
    return PublishedMapping(layer: batch, m: row.m, n: row.n, e: row.e, p: row.p, q: row.q, r: row.r, t: row.t)
  }

  @Test func reproducesTheAccessesToTheBuffer() throws {
    for row in Self.rows {
      let accesses = try Self.mapping(row).bufferAccesses
      #expect(abs(megabytes(accesses.total) - row.buffer) < 0.05, "\(row.name): \(megabytes(accesses.total))")
    }
  }

  /// The figures without compression are read from bars, so to a tenth.
  @Test func reproducesTheTrafficToDRAM() throws {
    for row in Self.rows {
      let traffic = try Self.mapping(row).memoryTraffic
      #expect(abs(megabytes(traffic.total) - row.memory) < 0.1, "\(row.name): \(megabytes(traffic.total))")
    }
    let first = try Self.mapping(Self.rows[0]).memoryTraffic
    #expect(first == DataCounts(ifmap: 751_824, filter: 1_115_136, ofmap: 1_161_600))
  }

  /// On the same array the mapper finds nothing worse, whatever it looks for.
  ///
  /// The chip laid the 27 rows of conv2 out in two pieces; here a set is as wide as the array at most.
  @Test func theMappersOwnChoiceIsNoWorse() throws {
    var feasible = 0
    for row in Self.rows {
      let published = try Self.mapping(row)
      let layer = published.layer.fillingVectors(lanes: Architecture.eyeriss.lanes)
      let mapping = Mapping(
        layer: layer, filters: row.p, channels: row.q, setWidth: min(row.e, 14), channelGroups: row.r,
        filterRows: layer.filterHeight, filterTiles: row.t, layerGroups: 1)
      guard mapping.keepsVectors(.eyeriss) else { continue }
      for objective in Objective.allCases {
        // What `balanced` chooses is not the least of any one quantity.
        guard let goal = Goal(objective) else { continue }
        let (_, certificate) = try MappingSearch(.eyeriss, within: .accelerator, objective: objective).certified(layer)
        let maps = LayerMaps(layer, .eyeriss)
        let schedules = Set([1, (mapping.strips + 1) / 2, mapping.strips]).flatMap {
          TileCut.all(strips: $0, of: mapping)
        }.map {
          Schedule(mapping, cut: $0, copies: 2)
        }.filter { $0.keepsOutputVectors(maps) && $0.bufferNeeds(maps, .eyeriss).fit(.eyeriss) }
        for schedule in schedules {
          let score = goal.score(SearchCosts(LayerCost(schedule, .eyeriss)))
          #expect(certificate.stages[0].best <= score.value, "\(row.name), \(objective)")
        }
        feasible += schedules.isEmpty ? 0 : 1
      }
    }
    #expect(feasible > 0)
  }

  private func megabytes(_ words: Int) -> Double { Double(words) * 2 / 1e6 }
}
