/// How the program ends, for those who call it from a script.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  case mismatch = 1
  case badInput = 2
  case toolFailure = 3
  case usage = 64
  case defect = 70

  var meaning: String {
    switch self {
    case .success: "all is well"
    case .mismatch: "a comparison, or a check within the hardware, failed"
    case .badInput: "an input cannot be used or an output cannot be written"
    case .toolFailure: "a tool is missing or failed"
    case .usage: "wrong arguments"
    case .defect: "a defect of orris itself"
    }
  }
}
