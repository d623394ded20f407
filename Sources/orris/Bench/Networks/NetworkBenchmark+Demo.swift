import Accelerator

extension NetworkBenchmark {
  /// What `orris demo` prints at its end.
  func demo() throws -> BenchResult {
    let digits = try DigitsWorkload(images: Demo.defaultImages)
    let execution = try AcceleratorExecution(digits.network, .edge, keepsTensors: true)
    let result = try DigitsResult(digits, try execution.run(digits.images), .edge)
    return BenchResult(texts: ["demo output": "```\n\(Self.shortened(result.text(for: .file)))```"])
  }

  /// Without most of the counters.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let end = lines.firstIndex(of: "") ?? lines.endIndex
    return (lines[..<min(5, end)] + ["  ..."] + lines[end...]).joined(separator: "\n")
  }
}
