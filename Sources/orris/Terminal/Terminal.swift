import Foundation
import Rainbow

/// Standard output or standard error, and what may be sent there besides plain text.
struct Terminal: Sendable {
  enum Role { case heading, success, failure, faint }

  static let output = Terminal(handle: .standardOutput)
  static let error = Terminal(handle: .standardError)

  private let handle: FileHandle
  /// Whether a person is looking on, so that lines may be rewritten.
  let isInteractive: Bool
  private let hasColours: Bool

  private init(handle: FileHandle) {
    self.handle = handle
    let environment = ProcessInfo.processInfo.environment
    isInteractive = isatty(handle.fileDescriptor) != 0 && environment["TERM"].map { $0 != "dumb" } ?? false
    hasColours = isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of a person's terminal; 80 elsewhere.
  var width: Int {
    var size = winsize()
    guard isInteractive, ioctl(handle.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  func write(_ text: String) {
    // Whoever closed the pipe does not want to read on.
    try? handle.write(contentsOf: Data(text.utf8))
  }

  func style(_ text: String, _ role: Role) -> String {
    guard hasColours else { return text }
    let segment =
      switch role {
      case .heading: Rainbow.Segment(text: text, styles: [.bold])
      case .success: Rainbow.Segment(text: text, color: .named(.green))
      case .failure: Rainbow.Segment(text: text, color: .named(.red), styles: [.bold])
      case .faint: Rainbow.Segment(text: text, styles: [.dim])
      }
    return Rainbow.generateString(for: Rainbow.Entry(segments: [segment]))
  }
}
