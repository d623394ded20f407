import Accelerator
import Network
import TextFiles

/// What the accelerator made of handwritten digits.
struct DigitsResult {
  private let report: AcceleratorReport
  private let accuracy: Accuracy
  let pictures: DigitPictures

  /// - Throws: `CommandFailure` where a tensor or a counter is not as it should be, or an output is not that of the
  ///   independent runtime.
  init(
    _ digits: DigitsWorkload, _ inferences: [AcceleratorExecution.Inference], _ architecture: Architecture
  ) throws(CommandFailure) {
    report = AcceleratorReport(digits.network, architecture, inferences)
    guard report.isEqual else { throw CommandFailure(.mismatch, listed(report.differences)) }
    let outputs = Tensor.concatenating(inferences.map(\.output))
    guard outputs == digits.expected.rows(0..<inferences.count) else {
      throw CommandFailure(.mismatch, "the outputs differ from those of the independent runtime")
    }
    accuracy = Accuracy(outputs, Array(digits.labels.prefix(inferences.count)))
    pictures = DigitPictures(
      zip(digits.images, outputs.largestOfEachRow).enumerated().map {
        DigitPictures.Picture(image: $1.0, recognized: $1.1, label: digits.labels[$0])
      })
  }

  func text(for terminal: Terminal) -> String {
    """
    \(report.text(for: terminal))
    \(accuracy.right) of \(accuracy.inputs) digits recognised by the accelerator alone. All outputs are those of an \
    independent runtime.

    """
  }
}
