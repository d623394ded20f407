import Foundation

/// Shows on standard error how far a command has come: a bar on a terminal, otherwise a line now and then.
///
/// Nothing is shown of what is done within a second. It draws by itself, so the time goes on where a step takes long.
///
/// Any thread may update it: the display has a lock, and sources of events are safe to use from several threads.
struct Progress: @unchecked Sendable {
  private let display: Display
  private let timer: any DispatchSourceTimer

  /// - Parameter total: how many steps there are, at least 1.
  init(_ title: String, total: Int, terminal: Terminal = .error) {
    let display = Display(title, total, terminal)
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 1, repeating: terminal.isInteractive ? 0.1 : 10)
    timer.setEventHandler { display.draw() }
    timer.resume()
    (self.display, self.timer) = (display, timer)
  }

  /// Says that `done` steps are behind us, and what the next one is.
  func update(_ done: Int, _ step: String = "") { display.set(done, step) }

  /// Clears the bar. Must be called in the end; nothing is shown from here on.
  func finish() {
    timer.cancel()
    display.clear()
  }
}

/// What is drawn, by the timer's thread, and told by the command's.
private final class Display: @unchecked Sendable {
  private let title: String
  private let total: Int
  private let terminal: Terminal
  private let start = ContinuousClock.now

  // The lock guards what follows.
  private let lock = NSLock()
  private var done = 0
  private var step = ""
  private var isShown = false
  private var isFinished = false

  init(_ title: String, _ total: Int, _ terminal: Terminal) {
    (self.title, self.total, self.terminal) = (title, total, terminal)
  }

  func set(_ done: Int, _ step: String) {
    lock.withLock { (self.done, self.step) = (done, step) }
  }

  func clear() {
    lock.withLock {
      if isShown && !isFinished && terminal.isInteractive { terminal.note("\r\u{1B}[K") }
      isFinished = true
    }
  }

  func draw() {
    lock.withLock {
      guard !isFinished else { return }
      isShown = true
      let text = terminal.isInteractive ? "\r\u{1B}[K\(title)\(bar): \(state)" : "\(title): \(state)\n"
      terminal.note(text)
    }
  }

  private var bar: String {
    guard total > 1 else { return "" }
    let filled = 30 * done / total
    return " [" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled) + "]"
  }

  private var state: String {
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let time =
      if total == 1 {
        "\(Int(elapsed)) s"
      } else if done == 0 {
        "\(done) of \(total), \(Int(elapsed)) s"
      } else {
        "\(done) of \(total), \(Int((elapsed / Double(done) * Double(total - done)).rounded(.up))) s left"
      }
    return time + (step.isEmpty ? "" : ", \(step)")
  }
}
