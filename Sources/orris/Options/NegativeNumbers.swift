/// Arguments in which negative numbers are values: `--layer -1` becomes `--layer=-1`, since no option is called `-1`.
///
/// The parser would take it for one, and say that the value of `--layer` is missing.
func attachingNegativeNumbers(_ arguments: [String]) -> [String] {
  var result: [String] = []
  var option: String?
  for argument in arguments {
    if argument == "--" { return result + arguments.dropFirst(result.count) }
    if argument.hasPrefix("--") {
      option = argument.contains("=") ? nil : argument
    } else if let option, argument.first == "-", Int(argument) != nil {
      if result.last == option { result.removeLast() }
      result.append("\(option)=\(argument)")
      continue
    }
    result.append(argument)
  }
  return result
}
