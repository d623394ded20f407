/// Problems of one kind as a message lists them: a line each, at most twenty, then how many more there are.
public func listed(_ problems: [String]) -> String {
  shortened(problems, rest: { "and \($0) more" }).joined(separator: "\n")
}

/// Names as a sentence lists them: at most twenty, separated by commas, then how many more there are.
public func listed(names: [String]) -> String {
  shortened(names.map { $0.shown() }, rest: { "and \($0) more" }).joined(separator: ", ")
}

private let maximumCount = 20

private func shortened(_ entries: [String], rest: (Int) -> String) -> [String] {
  // One more than twenty takes no more room than the line that would stand for it.
  guard entries.count > maximumCount + 1 else { return entries }
  return entries.prefix(maximumCount) + [rest(entries.count - maximumCount)]
}
