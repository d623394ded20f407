/// An output that cannot be written: where, and why not.
struct OutputError: Error, CustomStringConvertible {
  let path: String
  let problem: String

  var description: String { "\(path): \(problem)" }
}
