import ArgumentParser
import Network

/// The options that name a network, as an argument or as everywhere else.
struct ModelOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The quantised network.", valueName: "model.tflite"), completion: .file(extensions: ["tflite"]))
  var model: String?
  @Option(
    name: .customLong("network"), help: ArgumentHelp("The same, as an option.", valueName: "model.tflite"),
    completion: .file(extensions: ["tflite"]))
  var network: String?

  func validate() throws {
    guard model == nil || network == nil else {
      throw ValidationError("the network stands twice, as an argument and as --network: one of them is expected")
    }
    guard model != nil || network != nil else {
      throw ValidationError("a network is needed: orris ... model.tflite")
    }
  }

  /// The network's file.
  var path: String { model ?? network! }

  func graph() throws -> Graph { try Graph(forAcceleratorAt: path) }
}

extension Graph {
  /// The network of a `.tflite` file.
  ///
  /// - Throws: `ReadError`; where more than one thing keeps it from being read, a failure that says how to see all.
  init(forAcceleratorAt path: String) throws {
    do {
      try self.init(tfliteFileAt: path)
    } catch {
      guard let survey = try? NetworkSurvey(tfliteFileAt: path) else { throw error }
      let count = Set(survey.problems + survey.operators.compactMap(\.problem)).count
      guard count > 1 else { throw error }
      throw CommandFailure(.badInput, "\(error)\n`orris check` lists all \(count) problems of this network")
    }
  }
}
