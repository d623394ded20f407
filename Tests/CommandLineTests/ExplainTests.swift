import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  fileprivate struct Report: Decodable {
    struct Step: Decodable { let step: String, cycles: Int, cost: Int }
    struct Layer: Decodable {
      let name: String, macs: Int, steps: [Step], cyclesByCause: [String: Int], activePEs: [[Bool]]
    }
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
      let causes = layer.cyclesByCause
      func sum(_ names: String...) -> Int { names.reduce(0) { $0 + causes[$1]! } }
      #expect(sum("macs", "fragmentation") == layer.steps[4].cycles)
      #expect(sum("ifmapNetwork", "filterNetwork", "psumNetwork", "memory") == layer.steps[5].cost)
      #expect(sum("filterLoading", "rampUp", "transfers", "setup", "compromise") == layer.steps[6].cost)
    }
    // A fully connected layer waits for its weights, each of which is used once.
    for layer in report.layers where layer.name.hasPrefix("fc") {
      let causes = layer.cyclesByCause
      let waits = causes["filterNetwork"]! + causes["memory"]!
      // Set-up is most of a layer as small as the last one of DS-CNN.
      #expect(waits > layer.steps[6].cycles / (layer.macs > 1_000_000 ? 2 : 10), "\(layer.name): \(causes)")
      #expect(causes["fragmentation"]! < layer.steps[6].cycles / 10, "\(layer.name): \(causes)")
    }
    #expect(report.cycles == map.layers.reduce(0) { $0 + $1.cycles })
    #expect(report.steps.map(\.cycles).last == report.cycles)
    #expect(report.busyPEs.count == 12 && report.busyPEs.joined().allSatisfy { (0...1).contains($0) })
  }

  @Test func writesAPageThatNeedsNothingElse() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(
      "explain", "--layers", Workloads.layerTable("alexnet"), "--layer", "conv1", "conv3", "-o", "page.html", in: folder
    )
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

  private struct Simulated: Decodable {
    struct Run: Decodable {
      struct Timeline: Decodable {
        struct Lane: Decodable { let lane: String, busy: [Double], average: Double }
        let borders: [Int], lanes: [Lane]
      }
      struct Accesses: Decodable { let macs: Int, memory: [String: Int] }
      let cycles: Int, utilization: Double, counters: [String: Int], accesses: Accesses, timeline: Timeline
    }
    struct Layer: Decodable {
      struct Step: Decodable { let cycles: Int }
      let name: String, macs: Int, steps: [Step], simulation: Run
    }
    struct Total: Decodable { let cycles: Int, predictionError: Double, utilization: Double }
    let layers: [Layer], cycles: Int, simulation: Total
  }

  /// Three layers, two of which are alike.
  private static func folderWithLayers() throws -> ScratchFolder {
    let folder = ScratchFolder()
    try folder.write(
      """
      name,M,C,H,W,R,S,U,pad_t,pad_b,pad_l,pad_r
      first,8,6,12,10,3,3,1,1,1,1,1
      again,8,6,12,10,3,3,1,1,1,1,1
      wide,24,16,6,6,1,1,1,0,0,0,0

      """, to: "layers.csv")
    return folder
  }

  @Test func simulatedLayersEndAtWhatIsMeasured() throws {
    let folder = try Self.folderWithLayers()
    let arguments = ["--layers", "layers.csv", "--preset", "tiny", "--json", "--latency", "20"]
    let run = try ToolRun(["explain", "--simulate"] + arguments, in: folder)
    #expect(run.status == 0 && run.message == "", "\(run.error)")
    let report = try JSONDecoder().decode(Simulated.self, from: Data(run.output.utf8))

    struct Measured: Decodable {
      struct Figures: Decodable { let cycles: Int }
      struct Simulation: Decodable { let figures: Figures }
      struct Layer: Decodable { let layer: String, predicted: Figures, measured: Simulation }
      let layers: [Layer]
    }
    let measured = try JSONDecoder().decode(
      Measured.self, from: Data(try ToolRun(["measure"] + arguments, in: folder).output.utf8))
    #expect(report.layers.map(\.name) == measured.layers.map(\.layer))
    #expect(report.layers.map(\.simulation.cycles) == measured.layers.map(\.measured.figures.cycles))
    #expect(report.layers.map { $0.steps.last?.cycles } == measured.layers.map(\.predicted.cycles))

    for layer in report.layers {
      let (run, timeline) = (layer.simulation, layer.simulation.timeline)
      #expect(run.counters["cycles"] == run.cycles && run.accesses.macs == run.counters["macsDone"])
      #expect(run.accesses.memory["filter"] == run.counters["filterBeats"]! * 4, "bus words of four weights")
      #expect(abs(run.utilization - Double(layer.macs) / Double(run.cycles * 12)) < 0.0001)
      #expect(timeline.borders.first == 0 && timeline.borders.last == run.cycles && timeline.borders.count > 3)
      let lengths = zip(timeline.borders, timeline.borders.dropFirst()).map { $1 - $0 }
      #expect(lengths.allSatisfy { $0 > 0 })
      let macs = try #require(timeline.lanes.first { $0.lane == "macs" })
      let slots = run.counters["macsDone"]! + run.counters["macsGated"]!
      #expect(abs(macs.average - Double(slots) / Double(run.cycles * 12)) < 0.0001)
      for lane in timeline.lanes {
        #expect(lane.busy.count == lengths.count && lane.busy.allSatisfy { (0...1).contains($0) })
        let busy = zip(lane.busy, lengths).reduce(0) { $0 + $1.0 * Double($1.1) }
        #expect(abs(busy / Double(run.cycles) - lane.average) < 0.01, "\(lane.lane)")
      }
      #expect(timeline.lanes.count == 17)
    }
    #expect(report.simulation.cycles == report.layers.reduce(0) { $0 + $1.simulation.cycles })
    let error = Double(report.cycles) / Double(report.simulation.cycles) - 1
    #expect(abs(report.simulation.predictionError - error) < 0.0001)
  }

  @Test func writesAPageOfWhatWasSimulated() throws {
    let folder = try Self.folderWithLayers()
    let run = try ToolRun(
      "explain", "--simulate", "--layers", "layers.csv", "--preset", "tiny", "--layer", "first", "wide", "-o",
      "page.html",
      in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("what the prediction is off") && run.output.contains("first: when each part is busy"))
    let bars = run.output.split(separator: "\n").filter { $0.hasPrefix("  MACs ") && $0.contains("|") }
    #expect(bars.count == 2 && bars.allSatisfy { $0.contains("▇") || $0.contains("█") })
    #expect(run.output.split(separator: "\n").filter { $0.contains("|") }.allSatisfy { $0.count <= 80 })
    let html = String(decoding: try folder.bytes("page.html"), as: UTF8.self)
    // The roofline, the causes, two timelines, the array, the energy.
    #expect(html.ranges(of: "<svg").count == 6 && html.contains("ifmap feeder") && html.contains("wide, measured"))
    #expect(!html.contains("http") && !html.contains("<script") && !html.contains("src="))

  }

  @Test(arguments: [
    (["--layers", "layers.csv", "--latency", "20"], "what is said of the memory is for --simulate"),
    (["--layers", "layers.csv", "--simulate", "--input", "x.npy"], "--input is for --simulate with --network"),
    (["--network", "model.tflite", "--simulate", "--batch", "2"], "a network is simulated as a whole"),
    (["--network", "model.tflite", "--simulate", "--layer", "first"], "a network is simulated as a whole"),
  ])
  func refusesOptionsThatSayNothing(arguments: [String], message: String) throws {
    let run = try ToolRun(["explain", "--preset", "tiny"] + arguments)
    #expect(run.status == 64 && run.message.contains(message), "\(run.error)")
  }

  private struct SimulatedNetwork: Decodable {
    struct Step: Decodable {
      let name: String, operatorIndex: Int, begin: Int, cycles: Int, predictedCycles: Int?, macs: Int
    }
    struct Simulation: Decodable {
      let cycles, layerCycles: Int, steps: [Step], counters: [String: Int], timeline: Simulated.Run.Timeline
    }
    struct Layer: Decodable {
      struct Run: Decodable { let cycles: Int }
      let name: String, steps: [ExplainTests.Report.Step], simulation: Run
    }
    let layers: [Layer], cycles: Int, simulation: Simulation
  }

  @Test func aNetworkIsSimulatedAsAWhole() throws {
    let folder = ScratchFolder()
    let network = Workloads.path("digits", "model.tflite")
    let input = Workloads.path("digits", "golden/test001/input.npy")
    let run = try ToolRun(
      "explain", "--simulate", "--network", network, "--input", input, "--preset", "tiny", "--json", "-o", "page.html",
      in: folder)
    #expect(run.status == 0, "\(run.error)")
    let report = try JSONDecoder().decode(SimulatedNetwork.self, from: Data(run.output.utf8))

    struct Whole: Decodable { let counters: [String: Int] }
    let whole = try JSONDecoder().decode(
      Whole.self,
      from: Data(
        try ToolRun("run", network, "--input", input, "--preset", "tiny", "--json", "--result-only", in: folder).output
          .utf8))
    let simulation = report.simulation
    #expect(simulation.counters == whole.counters && simulation.cycles == whole.counters["cycles"])
    #expect(simulation.timeline.borders.last == simulation.cycles)

    let steps = simulation.steps
    #expect(steps.reduce(0) { $0 + $1.cycles } == simulation.cycles && steps.allSatisfy { $0.cycles > 0 })
    for (step, next) in zip(steps, steps.dropFirst()) { #expect(next.begin == step.begin + step.cycles) }
    let layers = steps.filter { $0.macs > 0 }
    #expect(layers.map(\.name) == report.layers.map(\.name) && layers.count < steps.count)
    #expect(layers.map(\.cycles) == report.layers.map(\.simulation.cycles))
    #expect(layers.map(\.predictedCycles) == report.layers.map { $0.steps.last?.cycles })
    #expect(simulation.layerCycles == layers.reduce(0) { $0 + $1.cycles })
    #expect(steps.filter { $0.macs == 0 }.allSatisfy { $0.predictedCycles == nil })
    #expect(layers.reduce(0) { $0 + $1.macs } == 198_976)
    for layer in report.layers { #expect(layer.steps.allSatisfy { $0.cost >= 0 }) }

    let html = String(decoding: try folder.bytes("page.html"), as: UTF8.self)
    #expect(html.ranges(of: "<svg").count == 5 && html.contains("3 MAX_POOL_2D</title>"))
    #expect(!html.contains("http") && !html.contains("<script") && !html.contains("src="))
  }
}
