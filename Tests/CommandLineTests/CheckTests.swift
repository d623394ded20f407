import Foundation
import TestSupport
import Testing

/// What keeps networks off the accelerator, and how files that are no networks are named.
@Suite struct CheckTests {
  private struct Report: Decodable {
    struct Operator: Decodable {
      let index: Int
      let name: String
      let macs: Int
      let place: String
      let problems: [String]
    }
    let runs: Bool
    let macs, acceleratorMACs: Int
    let share: Double
    let problems: [String]
    let operators: [Operator]
  }

  private func report(_ path: String, _ options: String...) throws -> (run: ToolRun, report: Report) {
    let run = try ToolRun(["check", path, "--json"] + options)
    return (run, try JSONDecoder().decode(Report.self, from: Data(run.output.utf8)))
  }

  @Test func aNetworkThatRunsWhole() throws {
    let (run, report) = try report(Workloads.path("digits", "model.tflite"), "--preset", "tiny")
    #expect(run.status == 0 && run.message == "" && report.runs && report.problems.isEmpty)
    #expect(report.share == 1 && report.macs == 198_976 && report.acceleratorMACs == report.macs)
    #expect(report.operators.map(\.index) == Array(0..<9) && report.operators.allSatisfy { $0.problems.isEmpty })
    #expect(report.operators.allSatisfy { $0.place == "accelerator" })
    let text = try ToolRun("check", Workloads.path("digits", "model.tflite"))
    #expect(text.output.hasSuffix("\nIt runs.\n"))
  }

  /// Small ones of the collected networks, with how many operators keep them off the accelerator.
  @Test(
    .enabled(if: Workloads.isAvailable("networks")),
    arguments: [
      ("hello_world", 0, 1.0), ("micro_speech", 0, 1), ("magic_wand", 2, 1), ("mlon_catdog", 2, 1),
      ("openmv_forceint", 2, 1),
      ("mnist_lstm", 1, 0.0495), ("mlon_simple_mnist", 6, 0), ("coral_split_concat", 3, 1),
    ])
  func collectedNetworks(name: String, wrong: Int, share: Double) throws {
    let (run, report) = try report(Workloads.path("networks", "\(name).tflite"))
    #expect(report.runs == (wrong == 0) && run.status == (wrong == 0 ? 0 : 2))
    #expect(report.operators.count { $0.place == "none" } == wrong)
    #expect(abs(report.share - share) < 0.001, "\(report.share)")
    for operation in report.operators { #expect(operation.problems.isEmpty == (operation.place != "none")) }
    #expect((run.message == "") == report.runs)
  }

  @Test(.enabled(if: Workloads.isAvailable("networks")))
  func networksThatAreInt8InsideSaySo() throws {
    let path = Workloads.path("networks", "magic_wand.tflite")
    let (run, report) = try report(path)
    #expect(run.status == 2 && report.share == 1 && report.problems.isEmpty)
    let wrong = report.operators.filter { $0.place == "none" }
    #expect(wrong.map(\.name) == ["QUANTIZE", "DEQUANTIZE"])
    #expect(
      wrong.first?.problems.first?.hasPrefix(
        "it turns the network's FLOAT32 input into int8: inside, the network is int8; convert it with inference_input_type = tf.int8; the host then quantises the input, with scale "
      ) == true)
    #expect(
      wrong.last?.problems.first?.hasPrefix(
        "it turns an int8 result into the network's FLOAT32 output: inside, the network is int8; convert it with inference_output_type = tf.int8; "
      ) == true)
    #expect(report.operators.first { $0.name == "SOFTMAX" }?.place == "host")
    // Every other command says the first of them, and where all are.
    let compiled = try ToolRun("compile", path, "-o", "out", in: ScratchFolder())
    #expect(compiled.status == 2)
    #expect(compiled.message.contains("operator 0 (QUANTIZE): it turns the network's FLOAT32 input into int8"))
    #expect(compiled.message.hasSuffix("`orris check` lists all 2 problems of this network\n"))
  }

  /// One line for all operators of a kind that have the same problem, and what is supported once.
  @Test(.enabled(if: Workloads.isAvailable("networks")))
  func whatIsAlikeIsSaidOnce() throws {
    let run = try ToolRun("check", Workloads.path("networks", "mlon_rnnoise.tflite"))
    #expect(run.output.contains("\n  operators 8, 30, 47 (SPLIT): this operator is not supported\n"))
    #expect(run.output.contains("\n  the network has 4 inputs and 5 outputs; one of each is supported\n"))
    #expect(run.output.split(separator: "\n").count { $0.contains("ADD, AVERAGE_POOL_2D, CONV_2D,") } == 1)
    #expect(run.message.hasSuffix("1 problem of the network as a whole, 29 of 68 operators cannot be computed\n"))
  }

  @Test func whatTheArchitectureCannotIsListedOperatorByOperator() throws {
    let (run, report) = try report(
      Workloads.path("digits", "model.tflite"), "--preset", "tiny", "--ifmap-scratchpad", "2")
    #expect(run.status == 2 && report.acceleratorMACs < report.macs)
    #expect(report.operators[0].problems == ["a filter row of 3 values does not fit the ifmap scratchpad of 2 words"])
  }

  @Test func anArchitectureForOtherNetworks() throws {
    let (run, report) = try report(Workloads.path("digits", "model.tflite"), "--preset", "eyeriss")
    #expect(run.status == 2 && report.share == 0)
    #expect(report.problems.first == "activationBits is 16; an int8 network needs 8")
  }

  // MARK: Files that are no networks

  @Test(arguments: [
    (
      "version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 34\n",
      "a Git LFS pointer, not the file that it stands for; `git lfs pull` fetches that one"
    ),
    (
      "\n<!DOCTYPE html>\n<html lang=\"en\">",
      "a web page (HTML), not a file that was downloaded from it; take the address of the file itself; on GitHub that is behind \"Raw\""
    ),
    (
      "\u{8}\u{8}\u{12}\u{7}pytorch\u{1a}\u{5}2.1.0:\u{3}abc",
      "an ONNX network; `onnx2tf -i model.onnx -oiqt` makes an int8 .tflite file of it"
    ),
    (
      "PK\u{3}\u{4}\u{14}\u{0}\u{0}\u{0}", "a zip archive, such as a .keras, .pt or .npz file; a .tflite file is needed"
    ),
    ("", "an empty file; a .tflite file is needed"),
  ])
  func filesAreNamedAsWhatTheyAre(text: String, message: String) throws {
    let folder = ScratchFolder()
    try folder.write(text, to: "net.tflite")
    for arguments in [
      ["check", "net.tflite"], ["compile", "net.tflite", "-o", "out"], ["map", "--network", "net.tflite"],
    ] {
      let run = try ToolRun(arguments, in: folder)
      #expect(run.status == 2 && run.output == "")
      #expect(run.message == "Error: net.tflite: this is \(message)\n")
    }
    #expect(folder.contents == ["net.tflite"])
  }

  @Test(arguments: ["x.npy", "x.csv"])
  func standInsAreNamedInsteadOfOtherFilesToo(name: String) throws {
    let folder = ScratchFolder()
    try folder.write("version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 34\n", to: name)
    let run =
      name == "x.npy"
      ? try ToolRun(
        "golden", "--network", Workloads.path("digits", "model.tflite"), "--input", name, "-o", "o", in: folder)
      : try ToolRun("map", "--layers", name, in: folder)
    #expect(run.status == 2)
    #expect(run.message.contains("\(name): this is a Git LFS pointer, not the file that it stands for"))
  }
}
