import Accelerator
import Foundation
import TestSupport
import Testing

@Suite struct ExploreTests {
  private struct Results: Decodable {
    struct Area: Decodable { let gates: Int, macs: Int, bufferBits: Int }
    struct Point: Decodable {
      let architecture: Architecture, area: Area, cycles: Int?, energy: Double?, problem: String?
      let isOnParetoFront: Bool
    }
    let points: [Point]
  }

  private static let arguments = [
    "explore", "--layers", Workloads.layerTable("mlperf_tiny_kws"), "--rows", "2,4-8:4", "--columns", "4,8",
    "--psum-scratchpad", "8,16", "-o", "out",
  ]

  @Test func findsTheFront() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(Self.arguments + ["--json"], in: folder)
    #expect(run.status == 0 && run.message == "")
    let results = try JSONDecoder().decode(Results.self, from: Data(run.output.utf8))
    #expect(
      results.points.map { [$0.architecture.rows, $0.architecture.columns, $0.architecture.psumScratchpad] }
        == [2, 4, 8].flatMap { rows in [4, 8].flatMap { columns in [8, 16].map { [rows, columns, $0] } } })
    for point in results.points {
      let isBeaten = results.points.contains { other in
        other.cycles! <= point.cycles! && other.energy! <= point.energy! && other.area.gates <= point.area.gates
          && (other.cycles! < point.cycles! || other.energy! < point.energy! || other.area.gates < point.area.gates)
      }
      #expect(point.isOnParetoFront == !isBeaten)
    }
    // What one command says of an architecture the other one says as well.
    let map = try ToolRun(
      "map", "--json", "--layers", Workloads.layerTable("mlperf_tiny_kws"), "--rows", "8", "--columns", "4",
      "--psum-scratchpad", "16")
    struct Map: Decodable { let cycles: Int }
    #expect(try JSONDecoder().decode(Map.self, from: Data(map.output.utf8)).cycles == results.points[9].cycles)

    #expect(
      folder.contents == [
        "out", "out/.orris-files", "out/points.jsonl", "out/report.html", "out/results.csv", "out/results.json",
      ])
    #expect(try folder.bytes("out/results.json") == Data(run.output.utf8))
    let csv = String(decoding: try folder.bytes("out/results.csv"), as: UTF8.self).split(separator: "\n")
    #expect(csv.count == 13 && csv[0].hasPrefix("rows,columns,activationBits"))
    #expect(csv.allSatisfy { $0.count(where: { $0 == "," }) == csv[0].count(where: { $0 == "," }) })
    let html = String(decoding: try folder.bytes("out/report.html"), as: UTF8.self)
    #expect(html.count(where: { $0 == "\n" }) > 50 && html.ranges(of: "<svg").count == 3)
    #expect(!html.contains("http") && !html.contains("<script") && !html.contains("src="))
  }

  @Test func goesOnWhereItWasStopped() throws {
    let folder = ScratchFolder()
    #expect(try ToolRun(Self.arguments, in: folder).status == 0)
    let (all, results) = (try folder.bytes("out/points.jsonl"), try folder.bytes("out/results.json"))
    // Half of it is there, and half a line.
    let lines = all.split(separator: UInt8(ascii: "\n"))
    let left = lines.prefix(5).map { $0 + [UInt8(ascii: "\n")] }.reduce(Data(), +) + lines[5].prefix(40)
    try left.write(to: folder.url.appendingPathComponent("out/points.jsonl"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("out/results.json"))
    let run = try ToolRun(Self.arguments, in: folder)
    #expect(run.status == 0 && run.error.contains("5 of 12 architectures are known already\n"))
    #expect(try folder.bytes("out/results.json") == results)
    let rest = try folder.bytes("out/points.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(rest.count == 12 && Set(rest) == Set(lines))
    // What was found for another objective does not count.
    let other = try ToolRun(Self.arguments + ["--objective", "energy"], in: folder)
    #expect(other.status == 0 && !other.error.contains("known already"))
  }

  @Test func architecturesThatDoNotRunAreNamed() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(
      "explore", "--layers", Workloads.layerTable("mlperf_tiny_kws"), "--ifmap-scratchpad", "3,12", "--ifmap-bus-words",
      "3,4",
      "-o", "out", "--json", in: folder)
    #expect(run.status == 0)
    #expect(
      run.error.contains(
        "2 of 4 architectures break a rule and are left out, for example: ifmapBusWords is 3; a power of two is needed\n"
      ))
    let points = try JSONDecoder().decode(Results.self, from: Data(run.output.utf8)).points
    #expect(points.map { $0.cycles != nil } == [false, true] && !points[0].isOnParetoFront)
    #expect(points[0].problem == "layer conv1: a filter row of 4 values does not fit the ifmap scratchpad of 3 words")
    let none = try ToolRun(
      "explore", "--layers", Workloads.layerTable("alexnet"), "--rows", "0", "-o", "none", in: folder)
    #expect(none.status == 2 && none.message == "Error: rows is 0; 1 to 32 are possible\n")
    #expect(!folder.contents.contains("none"))
  }

  @Test(arguments: ["8,", "8-4", "a", "4-8:0", "-3", "1-2-3"])
  func listsThatAreNone(_ list: String) throws {
    #expect(try ToolRun("explore", "--layers", "x.csv", "--rows=\(list)", "-o", "out").status == 64)
  }
}
