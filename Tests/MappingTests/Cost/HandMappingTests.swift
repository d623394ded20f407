import Accelerator
import Foundation
import Network
import TestSupport
import Testing

@testable import Mapping

/// Mappings that are given by hand: what is refused, and what the published ones come to on this hardware.
@Suite struct HandMappingTests {
  private static func layer(_ name: String) throws -> LayerShape {
    let table = try LayerTable(csvFileAt: Workloads.layerTable("alexnet"))
    return table.layers.first { $0.name == name }!.shape.batch(of: 4)
  }

  private static var published: [String: HandMapping] {
    get throws {
      try HandMapping.mappings(
        jsonFileAt: Workloads.layerTable("alexnet").replacing("alexnet.csv", with: "alexnet_published.json"))
    }
  }

  /// `eyeriss` as the published mappings need it: a word a cycle on the networks, so that any number of channels and
  /// psums may come, 27 columns for the set of conv2, and room for psums and results side by side.
  private static let wide: Architecture = {
    var architecture = Architecture.eyeriss
    (architecture.columns, architecture.ifmapBusWords, architecture.psumBusWords) = (27, 1, 1)
    architecture.bufferDepth = 4096
    return architecture
  }()

  /// The published accesses differ from what this hardware counts by two things alone: padding, which it does not read
  /// from the buffer, and zeros, which the chip reads as the first psums of a sum.
  @Test(arguments: ["conv1", "conv2", "conv3", "conv4", "conv5"])
  func publishedAccessesAreTheCountedOnesWithPaddingAndFirstPsums(name: String) throws {
    let (layer, hand) = (try Self.layer(name), try Self.published[name]!)
    let published = PublishedMapping(
      layer: layer, m: hand.m, n: hand.n, e: hand.e, p: hand.p, q: hand.q, r: hand.r, t: hand.t)
    let schedule = try MappingSearch(Self.wide, within: .accelerator).schedule(hand, for: layer)
    let counts = AccessCounts(schedule, of: layer, Self.wide)

    let ifmap = Self.ifmapWords(layer, published)
    #expect(published.bufferAccesses.ifmap == ifmap.all)
    #expect(counts[.ifmapReads] == ifmap.inside)

    // Rows of the last strip that the layer does not have come and go like the others.
    let sums = layer.batch * layer.outputChannels * published.strips * hand.e * layer.outputWidth
    #expect(counts[.psumReads] == sums * (published.channelPasses - 1))
    #expect(counts[.psumWrites] == counts[.psumReads] && counts[.ofmapWrites] == sums)
    #expect(published.bufferAccesses.psum == 2 * published.ofmapWords * published.channelPasses)

    // Weights of whole passes.
    let channels = published.channelPasses * hand.q * hand.r
    #expect(
      counts[.filterBeats] * 4
        == published.memoryTraffic.filter / layer.channelsPerGroup * channels)
  }

  /// Words of the padded input that all strips take, counted one by one.
  private static func ifmapWords(_ layer: LayerShape, _ mapping: PublishedMapping) -> (all: Int, inside: Int) {
    let rows = layer.stride.vertical * (mapping.e - 1) + layer.filterHeight
    let columns = layer.inputWidth + layer.padding.left + layer.padding.right
    var (all, inside) = (0, 0)
    for strip in 0..<mapping.strips {
      for row in 0..<rows {
        for column in 0..<columns {
          all += 1
          let place = (strip * mapping.e * layer.stride.vertical + row - layer.padding.top, column - layer.padding.left)
          if (0..<layer.inputHeight).contains(place.0), (0..<layer.inputWidth).contains(place.1) { inside += 1 }
        }
      }
    }
    // Of conv3's last pass the channels past the last one are not there.
    let times = layer.batch * layer.inputChannels * mapping.filterPasses
    return (all * times, inside * times)
  }

  @Test(arguments: [
    ("q * S is 15; words of the ifmap scratchpad: 12", HandMapping(m: 16, n: 1, e: 13, p: 16, q: 5, r: 1, t: 1)),
    ("p * q * S is 288; words of the filter scratchpad: 224", HandMapping(m: 24, n: 1, e: 13, p: 24, q: 4, r: 1, t: 1)),
    ("p is 25; words of the psum scratchpad: 24", HandMapping(m: 25, n: 1, e: 13, p: 25, q: 1, r: 1, t: 1)),
    ("r * R is 15; rows of the array: 12", HandMapping(m: 16, n: 1, e: 13, p: 16, q: 1, r: 5, t: 1)),
    ("e is 14; columns of the array, or rows of the output: 13", HandMapping(m: 16, n: 1, e: 14, p: 16, q: 1, r: 1, t: 1)),
    ("t is 5; sets that the array has room for: 4", HandMapping(m: 80, n: 1, e: 13, p: 16, q: 1, r: 1, t: 5)),
    ("m is 24; a multiple of p * t, 16, is needed", HandMapping(m: 24, n: 1, e: 13, p: 16, q: 1, r: 1, t: 1)),
    ("n is 3; a divisor of the 4 samples is needed", HandMapping(m: 16, n: 3, e: 13, p: 16, q: 1, r: 1, t: 1)),
    (
      "n is 2: several samples share a pass only with all 2 strips of their rows",
      HandMapping(m: 16, n: 2, e: 7, p: 16, q: 1, r: 1, t: 1, strips: 1)
    ),
    (
      "q = 3, p = 16, r = 2, t = 2 do not keep to vectors of 4 channels: q channels are whole vectors or lie within one, as do "
        + "the psums of a column in groups of 4; groups of a layer are divided evenly",
      HandMapping(m: 64, n: 4, e: 13, p: 16, q: 3, r: 2, t: 2)
    ),
  ])
  func saysWhatCannotBeCarriedOut(problem: String, hand: HandMapping) throws {
    let layer = try Self.layer("conv3")
    #expect(throws: MappingError(problem)) {
      try MappingSearch(.eyeriss, within: .accelerator).schedule(hand, for: layer)
    }
  }

  @Test func saysWhatTheBufferHasNoRoomFor() throws {
    let (layer, hand) = (try Self.layer("conv1"), try Self.published["conv1"]!)
    let error = #expect(throws: MappingError.self) {
      try MappingSearch(.eyeriss, within: .accelerator).schedule(hand, for: layer)
    }
    #expect(error?.description.hasPrefix("the buffer of 13824 words has no room for m = 96, n = 1, e = 7: ") == true)
  }
}
