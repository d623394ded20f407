import Foundation
import TestSupport
import Testing

/// Layers in RTL beside their predictions, from the outside.
@Suite struct MeasureTests {
  private struct Report: Decodable {
    struct Layer: Decodable {
      struct Data: Decodable { let ifmap, filter, psum, ofmap: Int }
      struct Figures: Decodable { let cycles, bufferWords: Int, memory: Data }
      struct Measured: Decodable { let figures: Figures, isEqual: Bool, differences: [String] }
      struct Mapping: Decodable { let m, e, p, q, r, t: Int }
      let layer: String, macs: Int, mapping: Mapping, predicted: Figures, measured: Measured?
    }
    let cycles, predictedCycles: Int, utilization: Double, layers: [Layer]
  }

  private static let table = """
    name,M,C,H,W,R,S,U,groups,zeros
    first,8,4,6,6,3,3,1,1,0.5
    depthwise,8,8,6,6,3,3,1,8,
    again,8,4,6,6,3,3,1,1,0.5
    """

  private func folder(_ files: [String: String] = [:]) throws -> ScratchFolder {
    let folder = ScratchFolder()
    for (name, text) in files.merging(["layers.csv": Self.table], uniquingKeysWith: { file, _ in file }) {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    return folder
  }

  @Test func setsPredictionsBesideMeasurements() throws {
    let folder = try folder([
      "mappings.json": """
      { "first": { "m": 8, "n": 1, "e": 4, "p": 4, "q": 2, "r": 1, "t": 1 },
        "depthwise": { "m": 4, "n": 1, "e": 4, "p": 1, "q": 1, "g": 4, "r": 1, "t": 1 } }
      """
    ])
    let run = try ToolRun(
      "measure", "--json", "--layers", "layers.csv", "--preset", "tiny", "--mapping", "mappings.json", in: folder)
    #expect(run.status == 0, "\(run.error)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.layers.map(\.layer) == ["first", "depthwise", "again"])
    let mapping = report.layers[0].mapping
    let letters = [mapping.m, mapping.e, mapping.p, mapping.q, mapping.r, mapping.t]
    #expect(letters == [8, 4, 4, 2, 1, 1])
    for layer in report.layers {
      let measured = try #require(layer.measured)
      #expect(measured.isEqual && measured.differences.isEmpty)
      #expect(measured.figures.bufferWords == layer.predicted.bufferWords)
      #expect(measured.figures.memory.filter == layer.predicted.memory.filter && measured.figures.memory.ofmap > 0)
    }
    #expect(report.cycles == report.layers.reduce(0) { $0 + $1.measured!.figures.cycles })
  }

  @Test func stridesAndDilationOfEachDirectionAreCarriedOut() throws {
    let folder = try folder([
      "steps.csv": """
      name,type,M,C,H,W,R,S,U,stride_h,stride_w,dilation_h,dilation_w,pad
      strides,conv,8,4,9,10,3,2,,2,1,,,1
      dilation,conv,4,4,9,10,3,2,1,,,2,3,
      depthwise,dw,8,8,9,9,3,3,2,,,,,1
      """,
      "product.csv": "Layer,M,N,K,\nfc,6,8,10,\n",
    ])
    for (table, count) in [("steps.csv", 3), ("product.csv", 1)] {
      let run = try ToolRun("measure", "--json", "--layers", table, "--preset", "tiny", in: folder)
      #expect(run.status == 0, "\(run.error)")
      let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
      #expect(report.layers.count == count)
      #expect(report.layers.allSatisfy { $0.measured?.isEqual == true && $0.measured?.differences == [] })
    }
  }

  @Test(arguments: [
    ("{", "Error: m.json, line 1, column 2: this is not JSON: a key in quotes is expected, but the file ends"),
    (#"{ "first": { "m": 8 } }"#, "Error: m.json, line 1, column 12: layer first: n is missing"),
    (#"{ "first": { "m": 8, "z": 1 } }"#, "Error: m.json, line 1, column 22: layer first: unknown letter \"z\""),
    (
      #"{ "other": { "m": 8, "n": 1, "e": 1, "p": 8, "q": 1, "r": 1, "t": 1 } }"#,
      "Error: m.json: there is no layer other; the layers are first, depthwise, again"
    ),
    (
      #"{ "first": { "m": 16, "n": 1, "e": 4, "p": 8, "q": 1, "r": 2, "t": 2 } }"#,
      "Error: layer first, the mapping that was given: r * R is 6; rows of the array: 3"
    ),
  ])
  func refusesMappings(text: String, message: String) throws {
    let run = try ToolRun(
      "measure", "--layers", "layers.csv", "--preset", "tiny", "--mapping", "m.json", in: try folder(["m.json": text]))
    #expect(run.status == 2 && run.message.hasPrefix(message), "\(run.error)")
  }

  @Test func namesWhatIsNotThere() throws {
    let folder = try folder()
    let layer = try ToolRun("measure", "--layers", "layers.csv", "--only", "second", in: folder)
    #expect(layer.message == "Error: layers has no layer \"second\" (its layers are first, depthwise, again)\n")
    let part = try ToolRun("bench-networks", "-o", "out", "--only", "lenet", in: folder)
    #expect(part.status == 64 && !folder.contents.contains("out"))
    let tables = try ToolRun("bench-networks", "-o", "out", "--only", "alexnet", "--tables", "nowhere", in: folder)
    #expect(tables.status == 2 && tables.message.contains("nowhere/alexnet.csv"))
  }
}
