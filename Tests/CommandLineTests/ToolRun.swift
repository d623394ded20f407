import Foundation
import TestSupport

/// One run of the built command line: what it printed and how it ended.
struct ToolRun {
  let status: Int32
  let output: String
  let error: String

  /// Runs `orris` in a folder with the given arguments, standard output and error not being terminals.
  init(_ arguments: String..., in folder: ScratchFolder? = nil) throws {
    try self.init(arguments, in: folder)
  }

  /// - Parameters:
  ///   - environment: variables that are set on top of those of the test.
  ///   - output: where standard output goes instead of into `output`.
  init(
    _ arguments: [String], in folder: ScratchFolder? = nil, environment: [String: String] = [:],
    writingTo output: FileHandle? = nil
  ) throws {
    let process = try Self.process(arguments, in: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files rather than pipes: no output is so long that it blocks.
    let texts = ScratchFolder()
    let urls = [texts.url.appendingPathComponent("out"), texts.url.appendingPathComponent("err")]
    for url in urls { try Data().write(to: url) }
    process.standardOutput = try output ?? FileHandle(forWritingTo: urls[0])
    process.standardError = try FileHandle(forWritingTo: urls[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    self.output = try String(contentsOf: urls[0], encoding: .utf8)
    error = try String(contentsOf: urls[1], encoding: .utf8)
  }

  /// A run that has not begun.
  static func process(_ arguments: [String], in folder: ScratchFolder? = nil) throws -> Process {
    let process = Process()
    process.executableURL = try executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    if let folder { process.currentDirectoryURL = folder.url }
    return process
  }

  /// Standard error from its message on: without the lines of progress that a slow machine brings about.
  var message: String { error.range(of: "Error: ").map { String(error[$0.lowerBound...]) } ?? "" }

  /// The executable stands beside the bundle of the tests.
  static var executable: URL {
    get throws {
      let bundles = [Bundle.main.bundleURL] + Bundle.allBundles.map(\.bundleURL)
      let arguments = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
      for url in bundles + arguments {
        for folder in [url, url.deletingLastPathComponent()] {
          let candidate = folder.appendingPathComponent("orris")
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
            return candidate
          }
        }
      }
      throw MissingExecutable()
    }
  }

  struct MissingExecutable: Error, CustomStringConvertible {
    var description: String { "the orris executable is not beside the test bundle" }
  }
}

/// A folder that goes away with its last user.
final class ScratchFolder: Sendable {
  let url: URL

  init() {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("orris-test-\(UUID().uuidString)")
    try! FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  /// All files and folders in it, hidden ones too, sorted, by their paths within it.
  var contents: [String] {
    (FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []).sorted()
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(name)) }
}
