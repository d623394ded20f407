import Foundation
import Testing

/// Mistakes that Swift's compiler has to find: each is compiled in a `body` of its own against the built library.
@Suite struct UnavailableOperatorTests {
  private struct Case {
    let statement: String
    /// What the compiler says of the operator.
    let message: String
  }

  private static let divide = "a division takes many cycles or much logic: '>>' divides by a power of two"
  private static let remain = "a remainder takes many cycles or much logic: 'x[0..<n]' is the one of 2^n"

  private static func compared(_ symbol: String) -> String {
    "'\(symbol)' is unavailable: '\(symbol)' answers while Swift runs: '.\(symbol)' compares in hardware"
  }

  private static let cases = [
    Case(statement: "when(a == 3) { y <== a }", message: compared("==")),
    Case(statement: "when(go && (a != b)) { y <== a }", message: compared("!=")),
    Case(statement: "when(a < b || a .> 4) { y <== a }", message: compared("<")),
    Case(statement: "when(a <= b) { y <== a }", message: compared("<=") + ", '<==' assigns"),
    Case(statement: "when(s > 3) { y <== a }", message: compared(">")),
    Case(statement: "when(s >= s) { y <== a }", message: compared(">=")),
    Case(statement: "when(go == true) { y <== a }", message: compared("==")),
    Case(statement: "when(state == .idle) { y <== a }", message: compared("==")),
    Case(statement: "when(state != state) { y <== a }", message: compared("!=")),
    Case(statement: "y <== a / 3", message: "'/' is unavailable: \(divide)"),
    Case(statement: "y <== a % b", message: "'%' is unavailable: \(remain)"),
    Case(
      statement: "when(!a) { y <== b }",
      message: "'!' is unavailable: '!' is for a Bit: '~' inverts all bits, '.== 0' asks whether none is set"),
    Case(statement: "y <== a << b", message: "'<<' is unavailable: '<<' shifts by a constant: '&<<' shifts by a value"),
    Case(statement: "y <== a >> b", message: "'>>' is unavailable: '>>' shifts by a constant: '&>>' shifts by a value"),
    Case(statement: "y += 1", message: "'+=' is unavailable: nothing is changed in place: write 'x <== x &+ y'"),
    Case(
      statement: "y <== -a",
      message:
        "'-' is unavailable: an Unsigned has no negative: write '-Signed(x)', or '~x &+ 1' to stay in its bits"),
    Case(
      statement: "when(a) { y <== b }",
      message: "'when' is unavailable: 'when' takes a Bit: compare the number, or write 'x.anyBit'"),
    Case(statement: "a", message: "'buildExpression' is unavailable: a value is no statement; assign it with <=="),
  ]

  private static var source: String {
    let modules = cases.enumerated().map { index, mistake in
      """
      struct Mistake\(index): Module {
        let a, b, y: Unsigned, s: Signed, go: Bit, state: Enumerated<Phase>
        init() { (a, b, y, s, go, state) = (.input(8), .input(8), .output(8), .input(8), .input(), .input()) }
        var body: [Statement] {
          \(mistake.statement)
        }
      }

      """
    }
    return "import Hardware\nenum Phase: CaseIterable, Hashable { case idle, busy }\n" + modules.joined()
  }

  /// The modules of the build that these tests belong to.
  private static var modules: URL? {
    let places = [Bundle.main.bundleURL] + CommandLine.arguments.map { URL(fileURLWithPath: $0) }
    return places.flatMap { [$0, $0.deletingLastPathComponent()] }.map { $0.appendingPathComponent("Modules") }.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("Hardware.swiftmodule").path)
    }
  }

  private static func compile(_ source: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orris-mistakes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("Mistakes.swift")
    try source.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swiftc", "-typecheck", "-I", try #require(modules).path, file.path]
    let errors = Pipe()
    (process.standardError, process.standardOutput) = (errors, FileHandle.nullDevice)
    try process.run()
    let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  @Test func swiftsOwnOperatorsAreAnsweredWithThoseOfHardware() throws {
    let printed = try Self.compile(Self.source)
    let errors = printed.split(separator: "\n").filter { $0.contains("Mistakes.swift:") && $0.contains(": error: ") }
    for (index, mistake) in Self.cases.enumerated() {
      // Two lines before the first module, seven in each, the statement on the fifth.
      let line = 2 + 7 * index + 5
      let found = errors.filter { $0.contains("Mistakes.swift:\(line):") }
      #expect(
        found.contains { $0.hasSuffix("error: \(mistake.message)") }, "\(mistake.statement)\n\(found.joined(separator: "\n"))")
    }
  }
}
