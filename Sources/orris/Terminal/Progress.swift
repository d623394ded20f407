import Foundation

/// Shows on standard error how far a command has come: a bar on a terminal, otherwise a line now and then.
///
/// Nothing is shown of what is done within a second.
struct Progress: ~Copyable {
  private let title: String
  private let total: Int
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant
  private var isShown = false

  /// - Parameter total: how many steps there are, at least 1.
  init(_ title: String, total: Int) {
    (self.title, self.total) = (title, total)
    lastShown = start
  }

  /// Says that `done` steps are behind us.
  mutating func update(_ done: Int) {
    let now = ContinuousClock.now
    let interval: Duration = Terminal.error.isInteractive ? .milliseconds(100) : .seconds(10)
    guard now - start >= .seconds(1), !isShown || now - lastShown >= interval else { return }
    (lastShown, isShown) = (now, true)
    let elapsed = (now - start) / .seconds(1)
    let left = done > 0 ? Int((elapsed / Double(done) * Double(total - done)).rounded(.up)) : nil
    let rest = left.map { ", \($0) s left" } ?? ""
    if Terminal.error.isInteractive {
      let filled = 30 * done / total
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
      Terminal.error.write("\r\u{1B}[K\(title) [\(bar)] \(done) of \(total)\(rest)")
    } else {
      Terminal.error.write("\(title): \(done) of \(total)\(rest)\n")
    }
  }

  deinit {
    if isShown && Terminal.error.isInteractive { Terminal.error.write("\r\u{1B}[K") }
  }
}
