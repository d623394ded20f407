import ArgumentParser
import Network

/// The options that name a network and its input.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The quantised network.", valueName: "model.tflite"), completion: .file(extensions: ["tflite"]))
  var network: String
  @Option(
    help: ArgumentHelp("Its int8 input; the first dimension is the batch.", valueName: "x.npy"),
    completion: .file(extensions: ["npy"]))
  var input: String

  func graph() throws -> Graph { try Graph(forAcceleratorAt: network) }

  func batch() throws(ReadError) -> Tensor<Int8> { try Tensor(npyFileAt: input) }
}
