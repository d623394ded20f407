import Foundation
import Network
import TestSupport
import Testing

@Suite struct GoldenCommandTests {
  private let digits = Workloads.path("digits", "model.tflite")

  @Test func computesTheExpectedOutputs() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(
      "golden", "--network", digits, "--input", Workloads.path("digits", "inputs/real_inputs.npy"), "-o", "a/b",
      in: folder)
    #expect(run.status == 0)
    // On a slow machine there are lines that tell the progress.
    #expect(run.error.split(separator: "\n").allSatisfy { $0.hasPrefix("golden model: ") })
    #expect(run.output.hasPrefix("450 inferences of 9 operators: "))
    #expect(folder.contents == ["a", "a/b", "a/b/.orris-files", "a/b/output.npy"])
    let found: Tensor<Int8> = try Tensor(npyFileAt: folder.path("a/b/output.npy"))
    let expected: Tensor<Int8> = try Tensor(npyFileAt: Workloads.path("digits", "inputs/real_expected_output.npy"))
    #expect(found == expected)
  }

  @Test func writesEveryTensor() throws {
    let folder = ScratchFolder()
    let run = try ToolRun(
      "golden", "--network", digits, "--input", Workloads.path("digits", "golden/test001/input.npy"), "-o", "out",
      "--tensors", "--json", in: folder)
    #expect(run.status == 0 && run.message == "")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["inferences"] as? Int == 1)
    #expect(report["operators"] as? Int == 9)
    #expect(report["outputShape"] as? [Int] == [1, 10])

    let expected = Workloads.contents("digits", "golden/test001").filter { $0 != "input.npy" }
    #expect(folder.contents.filter { $0.hasPrefix("out/tensors/") } == expected.map { "out/tensors/\($0)" })
    for name in expected {
      let found = try AnyTensor(npyFileAt: folder.path("out/tensors/\(name)"))
      #expect(found == (try AnyTensor(npyFileAt: Workloads.path("digits", "golden/test001/\(name)"))), "\(name)")
    }
  }

  @Test func keepsWhatElseIsInTheFolder() throws {
    let folder = ScratchFolder()
    try folder.write("mine", to: "notes.txt")
    let arguments = ["golden", "--network", digits, "--input", Workloads.path("digits", "golden/test001/input.npy")]
    for _ in 0..<2 { #expect(try ToolRun(arguments + ["-o", "."], in: folder).status == 0) }
    #expect(folder.contents == [".orris-files", "notes.txt", "output.npy"])
    let output: Tensor<Int8> = try Tensor(npyFileAt: folder.path("output.npy"))
    #expect(output.shape == [1, 10])
  }
}
