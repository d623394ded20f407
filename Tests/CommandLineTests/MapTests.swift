import Foundation
import TestSupport
import Testing

@Suite struct MapTests {
  private struct Report: Decodable {
    struct Layer: Decodable {
      struct Mapping: Decodable {
        let m: Int, n: Int, e: Int, p: Int, q: Int, r: Int, t: Int, passes: Int, activePEs: Int
      }
      struct Level: Decodable { let ifmap: Int, filter: Int, psum: Int, ofmap: Int, program: Int }
      struct Accesses: Decodable { let macs: Int, scratchpad: Level, network: Level, buffer: Level, memory: Level }
      struct Energy: Decodable { let mac: Double, scratchpad: Double, network: Double, buffer: Double, memory: Double }
      struct Certificate: Decodable {
        struct Exclusion: Decodable { let level: String, reason: String, candidates: Int, smallestBound: Double? }
        struct Limit: Decodable { let quantity: String, atMost: Double }
        struct Stage: Decodable {
          let quantity: String, limits: [Limit], candidates: Int, evaluated: Int, best: Double, rootBound: Double
          let exclusions: [Exclusion]
        }
        let stages: [Stage]
      }
      let name: String, cycles: Int, macs: Int, utilization: Double
      let mapping: Mapping, accesses: Accesses, energy: Energy, certificate: Certificate
      let cyclesByCause: [String: Int]
    }
    let utilization: Double, cycles: Int, macs: Int
    let layers: [Layer]
  }

  private func report(_ arguments: String..., in folder: ScratchFolder? = nil) throws -> Report {
    let run = try ToolRun(["map", "--json"] + arguments, in: folder)
    #expect(run.status == 0 && run.message == "")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func mapsATable() throws {
    let report = try report("--layers", Workloads.layerTable("alexnet"), "--preset", "edge")
    #expect(report.layers.map(\.name) == ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"])
    #expect(report.macs == 724_406_816)
    #expect(report.cycles == report.layers.reduce(0) { $0 + $1.cycles })
    #expect(abs(report.utilization - Double(report.macs) / Double(report.cycles * 168)) < 1e-4)
    for layer in report.layers {
      #expect(layer.cyclesByCause.values.reduce(0, +) == layer.cycles)
      let stages = layer.certificate.stages
      #expect(stages.map(\.quantity) == ["cycles", "beats", "passes"])
      #expect(stages[0].best <= Double(layer.cycles) && Double(layer.cycles) <= stages[0].best * 1.02)
      let memory = layer.accesses.memory
      let beats = Double(memory.ifmap + memory.filter + memory.ofmap + memory.program) / 16
      #expect(stages[1].best <= beats && beats <= stages[1].best * 1.01 && memory.program > 0)
      for stage in stages {
        #expect(stage.rootBound <= stage.best)
        #expect(stage.exclusions.reduce(stage.evaluated) { $0 + $1.candidates } == stage.candidates)
      }
      #expect(layer.energy.mac == Double(layer.accesses.macs))
    }
    // Where there is no padding, no MAC is gated; each weight comes from DRAM at least once.
    #expect(report.layers[0].accesses.macs >= report.layers[0].macs)
    #expect(report.layers[5].accesses.memory.filter >= 256 * 36 * 4096)
  }

  @Test func theObjectiveAndTheCostsDecide() throws {
    let layers = ["--layers", Workloads.layerTable("mlperf_tiny_kws")]
    func total(_ objective: String, _ quantity: (Report.Layer) -> Double) throws -> Double {
      try JSONDecoder().decode(
        Report.self, from: Data(try ToolRun(["map", "--json", "--objective", objective] + layers).output.utf8)
      ).layers.reduce(0) { $0 + quantity($1) }
    }
    let cycles = { (layer: Report.Layer) in Double(layer.cycles) }
    let memory = { (layer: Report.Layer) in
      let level = layer.accesses.memory
      return Double(level.ifmap + level.filter + level.psum + level.ofmap + level.program)
    }
    let fewest = try total("cycles", cycles)
    #expect(try fewest <= total("dramTraffic", cycles))
    #expect(try total("dramTraffic", memory) < total("cycles", memory))
    // The default: hardly slower than the fastest, and no more traffic.
    #expect(try total("balanced", cycles) <= 1.02 * fewest)
    #expect(try total("balanced", memory) <= total("cycles", memory))

    let folder = ScratchFolder()
    try folder.write(#"{"memory": 0, "buffer": 0, "network": 0, "scratchpad": 0, "mac": 2}"#, to: "costs.json")
    let report = try report("--layers", Workloads.layerTable("mlperf_tiny_kws"), "--energy", "costs.json", in: folder)
    #expect(report.layers.allSatisfy { $0.energy.mac == Double(2 * $0.accesses.macs) && $0.energy.memory == 0 })
  }

  @Test func readsNetworksAndPrintsATable() throws {
    let run = try ToolRun("map", "--network", Workloads.path("digits", "model.tflite"), "--preset", "tiny")
    #expect(run.status == 0 && run.message == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines[0] == "model.tflite on 3 x 4 processing elements, best in balanced")
    #expect(lines[2].contains("0 CONV_2D"))
  }

  /// Costs and sizes at the end of what is possible are printed.
  @Test func largeNumbersArePrinted() throws {
    let folder = ScratchFolder()
    try folder.write(
      #"{"mac": 1e12, "scratchpad": 1e12, "network": 1e12, "buffer": 1e12, "memory": 1e12}"#, to: "costs.json")
    try folder.write("name,M,C,H,W,R,S,U\na,512,512,64,64,1,1,1\n", to: "t.csv")
    let run = try ToolRun("map", "--layers", "t.csv", "--energy", "costs.json", in: folder)
    #expect(run.status == 0 && run.message == "")
    let page = try ToolRun(
      "explore", "--layers", Workloads.layerTable("mlperf_tiny_kws"), "--energy", "costs.json", "--rows", "4", "-o",
      "x", in: folder)
    #expect(page.status == 0 && page.message == "")
  }

  @Test func saysWhatIsWrong() throws {
    let folder = ScratchFolder()
    func expect(_ arguments: [String], status: Int32 = 2, _ message: String) throws {
      let run = try ToolRun(["map"] + arguments, in: folder)
      #expect(run.status == status && run.message == "Error: \(message)\n" && run.output == "")
    }
    try folder.write(
      "name,M,C,H,W,R,S,U\nwide,1,1,20,30,13,25,1\nfine,1,1,9,9,3,3,1\nlong,1,1,9,30,1,26,1\n", to: "t.csv")
    try expect(
      ["--layers", "t.csv"],
      """
      t, layer wide: a filter row of 25 values does not fit the ifmap scratchpad of 24 words
             t, layer long: a filter row of 26 values does not fit the ifmap scratchpad of 24 words
      """)
    try folder.write(#"{"dram": 3}"#, to: "costs.json")
    try expect(
      ["--layers", "t.csv", "--energy", "costs.json"],
      "costs.json, line 1, column 2: unknown cost \"dram\"; the costs are mac, scratchpad, network, buffer, memory")
    try folder.write(#"{"memory": -3}"#, to: "costs.json")
    try expect(
      ["--layers", "t.csv", "--energy", "costs.json"],
      "costs.json, line 1, column 12: memory is -3; a number from 0 to 1e12 is needed")
    try folder.write(#"{"memory": true}"#, to: "costs.json")
    try expect(
      ["--layers", "t.csv", "--energy", "costs.json"],
      "costs.json, line 1, column 12: memory is true; a number from 0 to 1e12 is needed")
    try folder.write("{\"memory\": 3,\n\"memory\": 4}", to: "costs.json")
    try expect(
      ["--layers", "t.csv", "--energy", "costs.json"],
      "costs.json, line 2, column 1: \"memory\" stands twice; once is expected")
    #expect(try ToolRun("map").status == 64)
    #expect(try ToolRun("map", "--layers", "t.csv", "--objective", "speed").status == 64)
    let slack = try ToolRun("map", "--layers", "t.csv", "--objective", "cycles", "--slack", "3")
    #expect(slack.status == 64 && slack.message.contains("--slack is for --objective balanced"))
    #expect(try ToolRun("map", "--layers", "t.csv", "--slack", "-1").status == 64)
  }
}
