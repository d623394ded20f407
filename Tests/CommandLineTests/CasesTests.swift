import Foundation
import TestSupport
import Testing

/// Inputs that once ended in a crash or a wrong message.
@Suite(.enabled(if: Workloads.isAvailable("../cases"), "\(Workloads.reasonForSkipping("../cases"))"))
struct CasesTests {
  private let layer = Self.path("one_layer.csv")

  private static func path(_ file: String) -> String { Workloads.path("../cases", file) }

  private func expect(_ arguments: [String], _ message: String) throws {
    let folder = ScratchFolder()
    let run = try ToolRun(arguments, in: folder)
    #expect(run.status == 2 && run.output == "" && folder.contents == [])
    #expect(run.message == "Error: \(message)\n")
  }

  @Test func aNetworkWhoseOutputIsItsInput() throws {
    let file = Self.path("output_is_input.tflite")
    try expect(
      ["compile", file, "-o", "x"],
      "\(file), tensor 0 (x): the network's output is its input; an operator has to compute the output")
  }

  @Test func aMappingWhoseProductsOverflow() throws {
    let file = Self.path("mapping_overflow.json")
    try expect(
      ["measure", "--layers", layer, "--preset", "tiny", "--mapping", file],
      "\(file), line 1, column 37: layer a: p is 9223372036854775807; a whole number from 1 to 268435456 is needed")
  }

  @Test func costsWithoutMeasure() throws {
    let file = Self.path("energy_huge.json")
    try expect(
      ["map", "--layers", layer, "--energy", file],
      "\(file), line 1, column 66: memory is 1e+308; a number from 0 to 1e12 is needed")
  }

  @Test func moreArchitecturesThanCanBeTried() throws {
    let lists = ["--rows", "1-32", "--columns", "1-32", "--ifmap-scratchpad", "1-256", "--filter-scratchpad", "1-4096"]
    try expect(
      ["explore", "--layers", layer, "-o", "ex"] + lists,
      "the lists make 1,073,741,824 architectures; at most 100,000 are possible")
    let all =
      lists + [
        "--psum-scratchpad", "1-256", "--buffer-depth", "1-9000", "--buffer-banks", "1-9000", "--ifmap-bus-words",
        "1-9000",
      ]
    try expect(
      ["explore", "--layers", layer, "-o", "ex"] + all,
      "the lists make too many architectures; at most 100,000 are possible")
  }

  @Test func aTableWithAByteOrderMark() throws {
    let run = try ToolRun("map", "--layers", Self.path("csv_bom.csv"), "--json")
    let same = try ToolRun("map", "--layers", layer, "--json")
    #expect(run.status == 0 && run.message == "" && same.status == 0)
    #expect(run.output.replacing("csv_bom", with: "one_layer") == same.output)
  }

  /// Mappings that are searched and given; how well they are predicted is another matter.
  @Test(arguments: [[], ["--mapping", "fc_114_288_better.json"]])
  func aFullyConnectedLayerInRTL(options: [String]) throws {
    let options = options.map { $0.hasPrefix("--") ? $0 : Self.path($0) }
    let run = try ToolRun(
      ["measure", "--network", Self.path("fc_114_288.tflite"), "--preset", "edge", "--json"] + options)
    #expect(run.status == 0 && run.message == "")
    struct Report: Decodable {
      struct Layer: Decodable {
        struct Measured: Decodable { let isEqual: Bool, differences: [String] }
        let measured: Measured
      }
      let layers: [Layer]
    }
    let layers = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8)).layers
    #expect(layers.count == 1 && layers[0].measured.isEqual && layers[0].measured.differences == [])
  }
}
