import ArgumentParser
import Network

/// The options that name a network, as an argument or as everywhere else.
struct ModelOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The quantised network.", valueName: "model.tflite"), completion: .file(extensions: ["tflite"]))
  var model: String?
  @Option(
    name: .customLong("network"), help: ArgumentHelp("The same, as an option.", valueName: "model.tflite"),
    completion: .file(extensions: ["tflite"]))
  var network: String?

  func validate() throws {
    guard (model == nil) != (network == nil) else {
      throw ValidationError("one network is needed: orris ... model.tflite")
    }
  }

  func graph() throws(ReadError) -> Graph { try Graph(tfliteFileAt: model ?? network!) }
}
