import ArgumentParser
import Network

/// The options that name what a network's outputs are held against.
struct ReferenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The right class of each input, integers from 0; prints how many outputs have their largest value there.",
      valueName: "labels.npy"),
    completion: .file(extensions: ["npy"]))
  var labels: String?
  @Option(
    help: ArgumentHelp(
      "The right outputs, int8; a difference ends the command with status 1.", valueName: "y.npy"),
    completion: .file(extensions: ["npy"]))
  var expected: String?

  /// What the files hold.
  ///
  /// - Parameter outputShape: of the outputs of all inputs, joined along the first dimension.
  /// - Throws: `ReadError` where a file is not as it should be.
  func references(outputShape: [Int]) throws(ReadError) -> References {
    References(
      labels: try labels.map { (path) throws(ReadError) in try Labels(npyFileAt: path, outputShape: outputShape) },
      expected: try expected.map { (path) throws(ReadError) in try Self.expected(path, outputShape) })
  }

  private static func expected(_ path: String, _ shape: [Int]) throws(ReadError) -> Tensor<Int8> {
    let tensor: Tensor<Int8> = try Tensor(npyFileAt: path)
    guard tensor.shape == shape else {
      throw ReadError(
        file: path, problem: "its shape is \(tensor.shape)",
        remedy: "the network's outputs for this input have \(shape)")
    }
    return tensor
  }
}
