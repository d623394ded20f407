import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  private struct Report: Decodable {
    struct Step: Decodable { let step: String, cycles: Int, cost: Int }
    struct Layer: Decodable { let name: String, macs: Int, steps: [Step], cyclesByCause: [String: Int], activePEs: [[Bool]] }
    let layers: [Layer], steps: [Step], cycles: Int, busyPEs: [[Double]]
  }

  @Test(arguments: ["alexnet", "mlperf_tiny_kws"])
  func stepsGoFromTheLayerToThePrediction(_ name: String) throws {
    let run = try ToolRun("explain", "--json", "--layers", Workloads.layerTable(name))
    #expect(run.status == 0 && run.message == "")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    struct Map: Decodable {
      struct Layer: Decodable { let cycles: Int }
      let layers: [Layer]
    }
    let map = try JSONDecoder().decode(
      Map.self, from: Data(try ToolRun("map", "--json", "--layers", Workloads.layerTable(name)).output.utf8))
    let names = ["layer", "dataflow", "processingElements", "arrayShape", "storage", "bandwidth", "stalls"]
    for (layer, mapped) in zip(report.layers, map.layers) {
      #expect(layer.steps.map(\.step) == names)
      #expect(layer.steps.allSatisfy { $0.cost >= 0 })
      #expect(layer.steps.reduce(0) { $0 + $1.cost } == mapped.cycles && layer.steps.last?.cycles == mapped.cycles)
      #expect(layer.steps[2].cycles >= (layer.macs + 167) / 168)
      #expect(layer.cyclesByCause.values.reduce(0, +) == mapped.cycles)
    }
    #expect(report.cycles == map.layers.reduce(0) { $0 + $1.cycles })
    #expect(report.steps.map(\.cycles).last == report.cycles)
    #expect(report.busyPEs.count == 12 && report.busyPEs.joined().allSatisfy { (0...1).contains($0) })
  }

  @Test func writesAPageThatNeedsNothingElse() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(
      "explain", "--layers", Workloads.layerTable("alexnet"), "--layer", "conv1", "conv3", "-o", "page.html", in: folder)
    #expect(run.status == 0 && run.output.contains("number of PEs") && folder.contents == ["page.html"])
    let html = String(decoding: try folder.bytes("page.html"), as: UTF8.self)
    #expect(html.ranges(of: "<svg").count == 4 && html.contains("conv3") && !html.contains("conv2"))
    #expect(!html.contains("http") && !html.contains("<script") && !html.contains("src="))
    let unknown = try ToolRun(
      "explain", "--layers", Workloads.layerTable("alexnet"), "--layer", "conv9", "-o", "other.html", in: folder)
    #expect(unknown.status == 2 && !folder.contents.contains("other.html"))
    #expect(
      unknown.message
        == "Error: alexnet: there is no layer conv9; the layers are conv1, conv2, conv3, conv4, conv5, fc6, fc7, fc8\n")
  }
}
