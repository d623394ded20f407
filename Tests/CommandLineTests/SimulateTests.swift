import Foundation
import HardwareSimulation
import TestSupport
import Testing

/// Layers through the hardware, from the outside.
///
/// All on one small array, which is compiled once.
@Suite struct SimulateTests {
  private let digits = Workloads.path("digits", "model.tflite")
  private let image = Workloads.path("digits", "golden/test001/input.npy")
  private let array = ["--preset", "tiny", "--rows", "2", "--columns", "2"]

  private struct Report: Decodable {
    struct Counters: Decodable { let cycles, macsDone, macsGated: Int }
    struct Mapping: Decodable { let p, q, e, r, t, passes: Int }
    struct Layer: Decodable {
      let index: Int
      let name: String
      let mapping: Mapping
      let counters: Counters
      let macs, sumsCompared: Int
      let utilization: Double
    }
    struct Totals: Decodable { let cycles, macs, macsGated, sumsCompared: Int }
    let isEqual: Bool
    let inferences: Int
    let layers: [Layer]
    let totals: Totals
  }

  private func simulate(_ arguments: String...) throws -> Report {
    let run = try ToolRun(["simulate", "--network", digits, "--input", image, "--json"] + array + arguments)
    #expect(run.status == 0, "\(run.error)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func everyLayerEqualsTheGoldenModel() throws {
    let report = try simulate()
    #expect(report.isEqual && report.inferences == 1)
    #expect(report.layers.map(\.index) == [0, 1, 2, 4, 8])
    #expect(report.layers.map(\.name).last == "FULLY_CONNECTED")
    // Sums compared: all elements of the layers' outputs.
    #expect(report.layers.map(\.sumsCompared) == [1024, 1024, 2048, 512, 10])
    #expect(report.totals.macs == 198_976)
    #expect(report.totals.cycles == report.layers.reduce(0) { $0 + $1.counters.cycles })
    for layer in report.layers {
      // Four PEs do at most four MACs a cycle; the array does all of the layer's, and fillers where it does not divide.
      #expect(layer.counters.macsDone + layer.counters.macsGated >= layer.macs)
      #expect(layer.counters.macsDone + layer.counters.macsGated <= 4 * layer.counters.cycles)
      #expect(abs(layer.utilization - Double(layer.macs) / Double(4 * layer.counters.cycles)) < 0.0001)
    }
  }

  @Test func layersAreSelectedAndStallsCostCycles() throws {
    let plain = try simulate("--layer", "0", "8")
    let stalled = try simulate("--layer", "0", "8", "--stalls", "400", "--seed", "3")
    #expect(plain.layers.map(\.index) == [0, 8] && stalled.layers.map(\.index) == [0, 8])
    #expect(stalled.isEqual)
    #expect(stalled.totals.cycles > plain.totals.cycles)
    #expect(stalled.totals.macsGated == plain.totals.macsGated)
  }

  @Test func tableNamesEveryLayer() throws {
    let arguments = ["simulate", "--network", digits, "--input", image, "--layer", "8"]
    let run = try ToolRun(arguments + array)
    #expect(run.status == 0, "\(run.error)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.first == "1 inference on 2 x 2 processing elements")
    #expect(lines.count == 4)
    #expect(lines[2].contains("FULLY_CONNECTED") && lines[2].hasSuffix("equal"))
  }

  @Test func waveformsAreWritten() throws {
    let folder = ScratchFolder()
    let arguments = ["simulate", "--network", digits, "--input", image, "--layer", "8", "--trace", "a.fst"]
    let run = try ToolRun(arguments + array, in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(folder.contents == ["a.fst"])
    // An FST file begins with its header block: type 0, a length of 329.
    #expect(try folder.bytes("a.fst").prefix(9) == Data([0, 0, 0, 0, 0, 0, 0, 1, 73]))
  }

  /// Between the generator and Verilator someone turns the multiplication into an addition.
  @Test func mismatchIsShownAndTheStatusSaysSo() throws {
    let real = try VerilatorTool.find().executable.path
    let folder = ScratchFolder()
    try folder.addTool(
      "verilator",
      """
      [ ! -f multiply_pipeline.v ] || sed -i 's/activation \\* weight/activation + weight/' multiply_pipeline.v
      exec '\(real)' "$@"
      """)
    let arguments = ["simulate", "--network", digits, "--input", image, "--layer", "8"]
    let run = try ToolRun(
      arguments + array, environment: ["ORRIS_TOOLS": folder.path("tools"), "ORRIS_CACHE": folder.path("cache")])
    #expect(run.status == 1)
    #expect(run.output.split(separator: "\n").contains { $0.contains("FULLY_CONNECTED") && $0.hasSuffix("DIFFERENT") })
    let parts = [
      "Error: layer 8 (FULLY_CONNECTED): at n 0, e 0, f 0, m ", " is expected, but the array computed ",
      " of 10 elements differ)\n",
    ]
    for part in parts { #expect(run.message.contains(part), "\(run.message)") }
  }

  // MARK: Bad input

  private func expectFailure(
    _ arguments: [String], environment: [String: String] = [:], status: Int32 = 2, _ message: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let run = try ToolRun(
      ["simulate", "--network", digits, "--input", image] + arguments, environment: environment)
    #expect(run.status == status, sourceLocation: sourceLocation)
    #expect(run.message == "Error: \(message)\n", sourceLocation: sourceLocation)
    #expect(run.output == "", sourceLocation: sourceLocation)
  }

  @Test func arraysThatDoNotFitTheNetwork() throws {
    try expectFailure(
      ["--preset", "eyeriss"],
      """
      \(digits): zeroPoint is false, but inputs have zero points (of layer 0, 1, 2, 4 and 8); it must be true
             \(digits): psumBits is 16, but sums can need 23 (of layer 4); 23 to 48 are possible
      """)
    try expectFailure(
      ["--activation-bits", "7", "--layer", "8"],
      "\(digits): activationBits is 7, but the network is int8; 8 to 16 are possible")
    try expectFailure(
      ["--ifmap-scratchpad", "2", "--layer", "0"],
      "\(digits): layer 0 (CONV_2D): a filter row of 3 values does not fit the ifmap scratchpad of 2 words")
  }

  @Test func operatorsThatAreNoLayers() throws {
    try expectFailure(
      ["--layer", "3", "0", "99"],
      "\(digits): operator 3 and 99 is no convolution or fully connected layer; the layers are 0, 1, 2, 4 and 8")
  }

  @Test func unwritableTrace() throws {
    try expectFailure(
      ["--trace", "/nowhere/a.fst"], "/nowhere/a.fst: this file cannot be written: no such file or directory")
    let folder = ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.path("a.vcd"), withIntermediateDirectories: true)
    try expectFailure(
      ["--trace", folder.path("a.vcd")], "\(folder.path("a.vcd")): this is a folder; the name of a file is expected")
  }

  @Test func otherWaveformsAndInferences() throws {
    let run = try ToolRun("simulate", "--network", digits, "--input", image, "--trace", "a.txt")
    #expect(
      run.status == 64 && run.message.contains("--trace is a.txt; the name of a waveform file ends with .fst or .vcd"))
    try expectFailure(
      ["--inference", "1"], "\(image): --inference is 1; the input has 1, 0 to 0 are possible")
  }

  @Test func missingVerilator() throws {
    let folder = ScratchFolder()
    let nowhere = folder.path("none")
    let environment = ["ORRIS_TOOLS": nowhere, "PATH": nowhere, "ORRIS_CACHE": folder.path("cache")]
    try expectFailure(
      array, environment: environment, status: 3,
      "Verilator is not installed: run scripts/tools, or put version 5.006 or later on the PATH")
    #expect(folder.contents == [])
  }

  @Test func oldVerilator() throws {
    let folder = ScratchFolder()
    try folder.addTool("verilator", "echo 'Verilator 4.038 2020-07-11 rev v4.036'")
    try expectFailure(
      array, environment: ["ORRIS_TOOLS": folder.path("tools"), "ORRIS_CACHE": folder.path("cache")], status: 3,
      "\(folder.path("tools/bin/verilator")) is 'Verilator 4.038 2020-07-11 rev v4.036', which is too old: version "
        + "5.006 or later is needed; scripts/tools installs one")
  }
}

extension ScratchFolder {
  /// Adds a shell script to the folder `tools/bin`.
  fileprivate func addTool(_ name: String, _ script: String) throws {
    let bin = url.appendingPathComponent("tools/bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let file = bin.appendingPathComponent(name)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }
}
