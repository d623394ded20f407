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
    (
      "e is 14; columns of the array, or rows of the output: 13",
      HandMapping(m: 16, n: 1, e: 14, p: 16, q: 1, r: 1, t: 1)
    ),
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

  @Test(arguments: [
    (
      "[]",
      "m.json, line 1, column 1: an object with mappings by the names of layers is expected, not a list; "
        + #"{ "conv1": { "m": 96, "n": 1, "e": 7, "p": 16, "q": 1, "r": 1, "t": 2 } } is one"#
    ),
    (
      #"{"a": {"m": 1, "n": 1, "e": 1, "p": 1, "q": 1, "r": 1}}"#,
      "m.json, line 1, column 7: layer a: t is missing; "
        + #"{ "m": 96, "n": 1, "e": 7, "p": 16, "q": 1, "r": 1, "t": 2 } has all letters that are needed"#
    ),
    (
      #"{"a": {"x": 1}}"#,
      "m.json, line 1, column 8: layer a: unknown letter \"x\"; the letters are m, n, e, p, q, r, t, g, groups, strips"
    ),
    (
      "{\"a\": {\"m\": 1,\n \"n\": 0}}",
      "m.json, line 2, column 7: layer a: n is 0; a whole number from 1 to 268435456 is needed"
    ),
    (
      #"{"a": {"m": 9223372036854775807}}"#,
      "m.json, line 1, column 13: layer a: m is 9223372036854775807; a whole number from 1 to 268435456 is needed"
    ),
    (#"{"a": {}, "a": {}}"#, "m.json, line 1, column 11: \"a\" stands twice; once is expected"),
    (#"{"a": {"m": 1, "m": 1}}"#, "m.json, line 1, column 16: \"m\" stands twice; once is expected"),
  ])
  func saysWhatIsWrongInAFile(_ text: String, _ message: String) throws {
    let error = try #require(throws: ReadError.self) {
      try HandMapping.mappings(json: Array(text.utf8), file: "m.json")
    }
    #expect(error.description == message)
  }

  /// Whatever the letters are, they are refused or carried out.
  @Test func noLettersOverflow() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let layers = [
      try Self.layer("conv3"),
      try LayerShape(
        outputChannels: 48, inputChannels: 24, inputHeight: 9, inputWidth: 9, filterHeight: 3, filterWidth: 3,
        groups: 24),
    ]
    var accepted = 0
    for _ in 0..<4000 {
      let values = [1, 1, 1, 2, 3, 4, 8, 16, 24, 1 << 28, 1 << 62, .max, 0, -1, .min]
      func letter(_ small: Int = 1) -> Int {
        Int.random(in: 0..<8, using: &generator) == 0 ? values.randomElement(using: &generator)! : small
      }
      let (p, t, g) = (letter(4), letter(2), letter())
      let m = p.multipliedReportingOverflow(by: t).partialValue
      let hand = HandMapping(
        m: letter(m), n: letter(), e: letter(7), p: p, q: letter(), g: g, r: letter(), t: t,
        groups: Bool.random(using: &generator) ? nil : letter(), strips: Bool.random(using: &generator) ? nil : letter()
      )
      for layer in layers {
        for architecture in [Architecture.eyeriss, .tiny] {
          do {
            _ = try MappingSearch(architecture, within: .accelerator).schedule(hand, for: layer)
            accepted += 1
          } catch {
            #expect(!error.description.isEmpty, "seed \(seed)")
          }
        }
      }
    }
    #expect(accepted > 100, "seed \(seed)")
  }

  /// What the mapper prints of a depthwise layer can be given by hand: with g groups in a PE, and sets of other groups.
  @Test(arguments: [1, 2])
  func takesTheLettersThatTheMapperPrints(multiplier: Int) throws {
    let layer = try LayerShape(
      outputChannels: 32 * multiplier, inputChannels: 32, inputHeight: 28, inputWidth: 28, filterHeight: 3,
      filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1), groups: 32)
    let search = MappingSearch(.edge, within: .accelerator)
    let found = try search.solution(for: layer).schedule
    let mapping = found.mapping
    #expect(mapping.groups > 1)
    let hand = HandMapping(
      m: found.filtersInFlight, n: found.samplesPerPass, e: mapping.setWidth, p: mapping.filters, q: mapping.channels,
      g: mapping.groups, r: mapping.channelGroups, t: mapping.sets, groups: mapping.layerGroups)
    #expect(try search.schedule(hand, for: layer).mapping == mapping)
    if mapping.filterTiles == 1 {
      var short = hand
      short.groups = nil
      #expect(try search.schedule(short, for: layer).mapping == mapping)
    }
  }

  @Test(arguments: [
    (
      "g is 2, but the layer is not depthwise: 1 is possible",
      HandMapping(m: 32, n: 1, e: 13, p: 16, q: 1, g: 2, r: 1, t: 1)
    ),
    (
      "p is 9223372036854775807; 1 to 268435456 is possible", HandMapping(m: 16, n: 1, e: 13, p: .max, q: 1, r: 1, t: 1)
    ),
    (
      "groups is 2; a divisor of the t = 1 sets is needed",
      HandMapping(m: 16, n: 1, e: 13, p: 16, q: 1, r: 1, t: 1, groups: 2)
    ),
  ])
  func saysWhatGroupsAreNotThere(problem: String, hand: HandMapping) throws {
    // conv4 has two groups of several channels.
    let layer = try Self.layer("conv4")
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
