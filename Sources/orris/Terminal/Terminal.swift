import Foundation
import Rainbow

/// Standard output or standard error, and what may be sent there besides plain text.
struct Terminal: Sendable {
  enum Role { case heading, success, failure, faint }

  static let output = Terminal(name: "standard output", handle: .standardOutput)
  static let error = Terminal(name: "standard error", handle: .standardError)

  private let name: String
  private let handle: FileHandle
  /// Whether a person is looking on, so that lines may be rewritten.
  let isInteractive: Bool
  private let hasColours: Bool

  /// How a text looks in a file: without colours.
  static let file = Terminal(name: "a file", handle: .nullDevice)

  private init(name: String, handle: FileHandle) {
    (self.name, self.handle) = (name, handle)
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

  /// Writes results.
  ///
  /// - Throws: `OutputError` if not all of them could be written, as on a full disk or where nobody reads the pipe.
  func write(_ text: String) throws(OutputError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(handle.fileDescriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw OutputError(path: name, problem: "it cannot be written: \(systemReason(errno))") }
      rest = rest.dropFirst(count)
    }
  }

  /// Tells a person something that no result depends on; where it cannot be written, it is left out.
  func note(_ text: String) { try? write(text) }

  /// Makes errors of standard output known as such.
  ///
  /// To be called before any file is opened.
  ///
  /// Whoever writes to a pipe that nobody reads gets an error rather than a signal; so do not the programs that are
  /// started from here, for which handlers count no more. A standard stream that is closed is opened such that using it
  /// is an error: another file would take its number, and be written into.
  static func prepare() {
    signal(SIGPIPE) { _ in }
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
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
