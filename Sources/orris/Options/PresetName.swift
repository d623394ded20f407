import Accelerator
import ArgumentParser

/// The name of a preset on the command line.
struct PresetName: ExpressibleByArgument {
  let name: String

  init?(argument: String) {
    guard Architecture.presetNames.contains(argument) else { return nil }
    name = argument
  }

  static var allValueStrings: [String] { Architecture.presetNames }
}
