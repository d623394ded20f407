import ArgumentParser

/// The options that let the simulated surroundings pause at random.
struct StallOptions: ParsableArguments {
  @Option(
    name: .customLong("stalls"), parsing: .unconditional,
    help: ArgumentHelp("In how many of 1000 cycles each stream pauses, 0 to 999.", valueName: "n"))
  var perMille = 0
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the pauses, and of what registers and memories begin with.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard (0...999).contains(perMille) else {
      throw ValidationError("--stalls is \(perMille); 0 to 999 are possible")
    }
  }
}
