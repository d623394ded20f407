import Foundation
import Network
import TestSupport
import Testing

/// Labels and expected outputs, which `run` and `golden` hold a network's outputs against.
@Suite struct ReferenceTests {
  private let digits = Workloads.path("digits", "model.tflite")
  private let images = Workloads.path("digits", "inputs/real_inputs.npy")
  private let outputs = Workloads.path("digits", "inputs/real_expected_output.npy")

  private struct Report: Decodable {
    struct Accuracy: Decodable { let right, inputs: Int; let top1: Double }
    let accuracy: Accuracy?
  }

  private func labels() throws -> [Int] {
    struct Names: Decodable { let labels: [Int] }
    let json = try Data(contentsOf: URL(fileURLWithPath: Workloads.path("digits", "inputs/real_inputs.json")))
    return try JSONDecoder().decode(Names.self, from: json).labels
  }

  private func write<Element: TensorElement>(
    _ elements: [Element], _ shape: [Int]? = nil, to name: String, in folder: ScratchFolder
  ) throws {
    let tensor = Tensor(shape: shape ?? [elements.count], elements: elements)
    try Data(tensor.npyBytes()).write(to: folder.url.appendingPathComponent(name))
  }

  private func golden(_ options: [String], in folder: ScratchFolder) throws -> ToolRun {
    try ToolRun(["golden", "--network", digits, "--input", images, "-o", "out"] + options, in: folder)
  }

  @Test(arguments: ["int8", "int32", "int64", "column"])
  func theGoldenModelCountsWhatIsRight(kind: String) throws {
    let folder = ScratchFolder()
    let labels = try labels()
    switch kind {
    case "int8": try write(labels.map { Int8($0) }, to: "l.npy", in: folder)
    case "int32": try write(labels.map { Int32($0) }, to: "l.npy", in: folder)
    case "int64": try write(labels.map { Int64($0) }, to: "l.npy", in: folder)
    default: try write(labels.map { Int8($0) }, [labels.count, 1], to: "l.npy", in: folder)
    }
    let text = try golden(["--labels", "l.npy", "--expected", outputs], in: folder)
    #expect(text.status == 0 && text.output.hasSuffix("\n445 of 450 inputs recognised (98.9 %)\n"))
    let json = try golden(["--labels", "l.npy", "--json"], in: folder)
    let accuracy = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8)).accuracy
    #expect(accuracy?.right == 445 && accuracy?.inputs == 450 && accuracy?.top1 == 0.9889)
    let without = try golden(["--json"], in: folder)
    #expect(try JSONDecoder().decode(Report.self, from: Data(without.output.utf8)).accuracy == nil)
  }

  @Test func theAcceleratorCountsWhatIsRight() throws {
    let folder = ScratchFolder()
    try write([Int8(try labels()[0]), 9], to: "l.npy", in: folder)
    let all = try Tensor<Int8>(npyFileAt: images)
    try Data(all.rows(0..<2).npyBytes()).write(to: folder.url.appendingPathComponent("x.npy"))
    let expected = try Tensor<Int8>(npyFileAt: outputs).rows(0..<2)
    try Data(expected.npyBytes()).write(to: folder.url.appendingPathComponent("y.npy"))
    let arguments = ["run", digits, "--input", "x.npy", "--preset", "tiny", "--labels", "l.npy", "--expected", "y.npy"]
    let text = try ToolRun(arguments, in: folder)
    #expect(text.status == 0 && text.output.hasSuffix("\n1 of 2 inputs recognised (50.0 %)\n"))
    let json = try JSONDecoder().decode(
      Report.self, from: Data(ToolRun(arguments + ["--json"], in: folder).output.utf8))
    #expect(json.accuracy?.right == 1 && json.accuracy?.top1 == 0.5)

    try write(
      expected.elements.map { $0 == expected.elements[7] ? $0 ^ 1 : $0 }, expected.shape, to: "y.npy", in: folder)
    let different = try ToolRun(arguments, in: folder)
    #expect(different.status == 1 && different.message.hasPrefix("Error: output, element (0, "))
  }

  @Test func differentOutputsEndWithOne() throws {
    let folder = ScratchFolder()
    var expected = try Tensor<Int8>(npyFileAt: outputs).elements
    expected[13] ^= 1
    try write(expected, [450, 10], to: "y.npy", in: folder)
    let run = try golden(["--expected", "y.npy"], in: folder)
    #expect(run.status == 1)
    #expect(
      run.message
        == "Error: output, element (1, 3): expected \(expected[13]), found \(expected[13] ^ 1); 1 of 4500 elements differ\n"
    )
  }

  @Test func whatIsNoLabelIsRefused() throws {
    let folder = ScratchFolder()
    func expect(_ option: String, _ message: String) throws {
      let run = try golden([option, "l.npy"], in: folder)
      #expect(run.status == 2 && run.message == "Error: l.npy: \(message)\n")
      #expect(folder.contents == ["l.npy"])
    }
    try write([Int8](repeating: 1, count: 449), to: "l.npy", in: folder)
    try expect("--labels", "its shape is [449]; [450] is right, a label for each input")
    try write([Int8](repeating: 1, count: 900), [450, 2], to: "l.npy", in: folder)
    try expect("--labels", "its shape is [450, 2]; [450] is right, a label for each input")
    try write([Float](repeating: 1, count: 450), to: "l.npy", in: folder)
    try expect("--labels", "its elements are float32; labels are integers: int8, int16, int32, int64 or uint8")
    try write([Int8](repeating: 10, count: 450), to: "l.npy", in: folder)
    try expect("--labels", "label 0 is 10; the network has 10 classes, 0 to 9")
    try write([Int8](repeating: -1, count: 450), to: "l.npy", in: folder)
    try expect("--labels", "label 0 is -1; the network has 10 classes, 0 to 9")
    try expect("--expected", "its shape is [450]; the network's outputs for this input have [450, 10]")
  }

  @Test func outputsThatAreNoClassesHaveNoLabels() throws {
    let folder = ScratchFolder()
    try write([Int8](repeating: 0, count: 5), to: "l.npy", in: folder)
    let run = try ToolRun(
      "golden", "--network", Workloads.path("operators", "0000_conv.tflite"), "--input",
      Workloads.path("operators", "0000_conv.in.npy"), "-o", "out", "--labels", "l.npy", in: folder)
    #expect(run.status == 2)
    #expect(run.message.hasPrefix("Error: l.npy: labels are of no use for outputs of shape ["))
  }
}
