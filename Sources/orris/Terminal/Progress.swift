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
  ///
  /// - Parameter share: the part of all the time that is behind us, from 0 to 1, where more is known than the steps.
  func update(_ done: Int, _ step: String = "", share: Double? = nil) { display.set(done, step, share) }

  /// Clears the bar.
  ///
  /// Must be called in the end; nothing is shown from here on.
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
  private var share: Double?
  private var isShown = false
  private var isFinished = false

  init(_ title: String, _ total: Int, _ terminal: Terminal) {
    (self.title, self.total, self.terminal) = (title, total, terminal)
  }

  func set(_ done: Int, _ step: String, _ share: Double?) {
    lock.withLock { (self.done, self.step, self.share) = (done, step, share) }
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
    guard total > 1 || share != nil else { return "" }
    let filled = min(30, Int(30 * (share ?? Double(done) / Double(total))))
    return " [" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled) + "]"
  }

  private var state: String {
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let count = total > 1 ? "\(done) of \(total), " : ""
    let part = share ?? (total > 1 ? Double(done) / Double(total) : 0)
    return count + Self.time(elapsed: elapsed, share: part) + (step.isEmpty ? "" : ", \(step)")
  }

  /// The time that is left; until a little is done, the time that has passed.
  private static func time(elapsed: Double, share: Double) -> String {
    guard share > 0.001 else { return "\(Int(elapsed)) s" }
    let left = elapsed / share * (1 - min(1, share))
    return left < 600 ? "\(Int(left.rounded(.up))) s left" : "\(Int((left / 60).rounded(.up))) min left"
  }
}
