import Foundation
import Testing

@testable import HardwareSimulation

@Suite struct ToolchainTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func script(_ text: String, in folder: URL) throws -> URL {
    let file = folder.appendingPathComponent("verilator")
    try "#!/bin/sh\n\(text)\n".write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file
  }

  @Test func missingToolsAreNamed() {
    #expect(
      throws: SimulationError(
        "Verilator is not installed: run scripts/tools, or put version 5.006 or later on the PATH")
    ) { try VerilatorTool.check(nil) }
    #expect(
      throws: SimulationError(
        "no C++ compiler on the PATH: clang++ or g++ is needed to compile Verilated models")
    ) { try CompilerTool.check(nil) }
  }

  @Test func oldVerilatorsAreRefused() throws {
    try withFolder { folder in
      let old = try script("echo 'Verilator 4.038 2020-07-11 rev v4.036-114-g0cd4a57ad'", in: folder)
      let error = #expect(throws: SimulationError.self) { try VerilatorTool.check(old) }
      #expect(
        error?.description
          == "\(old.path) is 'Verilator 4.038 2020-07-11 rev v4.036-114-g0cd4a57ad', which is too old: "
          + "version 5.006 or later is needed; scripts/tools installs one")
      let failing = try script("echo 'no such library' >&2; exit 127", in: folder)
      #expect(
        throws: SimulationError("verilator could not tell its version (exit status 127):\nno such library")
      ) { try VerilatorTool.check(failing) }
    }
  }

  @Test(arguments: [("5.006", true), ("5.048", true), ("6.0", true), ("5.005", false), ("4.900", false)])
  func versionsCompare(_ number: String, _ isRecent: Bool) {
    #expect(VerilatorTool.isRecent(number) == isRecent)
  }

  /// FIPS 180-4 examples, and a length that needs a second block for the padding.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digests(_ text: String, _ digest: String) {
    var hash = SHA256()
    hash.update(text.utf8)
    #expect(hash.finish() == digest)
  }

  @Test func digestsTellListsApart() {
    #expect(SHA256.digest(of: ["ab", "c"]) != SHA256.digest(of: ["a", "bc"]))
  }

  @Test func largeOutputIsReadToItsEnd() throws {
    let shell = URL(fileURLWithPath: "/bin/sh")
    let run = try Subprocess.run(
      shell, ["-c", "i=0; while [ $i -lt 20000 ]; do echo line $i; echo error $i >&2; i=$((i+1)); done; exit 3"])
    #expect(run.status == 3)
    #expect(run.output.split(separator: "\n").count == 40000)
    #expect(run.excerpt.hasSuffix("... (39961 more lines)"))
    #expect(throws: SimulationError.self) { try Subprocess.run(URL(fileURLWithPath: "/nowhere/tool"), []) }
  }

  /// What is there without a lock was left by a process that was killed.
  @Test func whatKilledBuildsLeftGoesWithTheNextOne() throws {
    try withFolder { folder in
      let manager = FileManager.default
      let abandoned = folder.appendingPathComponent("0123.partial")
      try manager.createDirectory(at: abandoned, withIntermediateDirectories: true)
      try "x".write(to: abandoned.appendingPathComponent("file"), atomically: true, encoding: .utf8)
      var working: UnfinishedFolder? = try UnfinishedFolder(folder.appendingPathComponent("4567.partial"))
      _ = try BuildCache(at: folder).folder(for: ["one"]) { _ in }
      let isThere = { manager.fileExists(atPath: folder.appendingPathComponent($0).path) }
      #expect(!isThere("0123.partial") && isThere("4567.partial"))
      #expect(working != nil)
      working = nil
      #expect(!isThere("4567.partial"))
    }
  }

  @Test func missingTraceLibrariesAreNamed() throws {
    guard Requirement.verilator.isMet else { return }
    try withFolder { folder in
      let compiler = folder.appendingPathComponent("c++")
      try "#!/bin/sh\necho \"fatal error: 'lz4.h' file not found\" >&2\nexit 1\n"
        .write(to: compiler, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: compiler.path)
      let toolchain = ModelToolchain(
        verilator: try .find(), compiler: CompilerTool(executable: compiler, version: "none"))
      let error = #expect(throws: SimulationError.self) { try TraceFormat.fst.checkLibraries(toolchain, in: folder) }
      #expect(error?.description.contains("scripts/tools fst installs what is missing") == true)
      #expect(error?.description.contains("'lz4.h' file not found") == true)
      #expect(throws: Never.self) { try TraceFormat.vcd.checkLibraries(toolchain, in: folder) }
    }
  }

  @Test func buildsHappenOnceAndFailuresLeaveNothing() throws {
    try withFolder { folder in
      let cache = BuildCache(at: folder)
      let counter = Counter()
      try ModelToolchain.inParallel(
        (0..<8).map { _ in
          {
            let built = try cache.folder(for: ["same"]) { folder in
              counter.increment()
              try "x".write(to: folder.appendingPathComponent("file"), atomically: true, encoding: .utf8)
            }
            #expect(FileManager.default.fileExists(atPath: built.appendingPathComponent("file").path))
          }
        })
      #expect(counter.value == 1)
      #expect(throws: SimulationError("no")) {
        try cache.folder(for: ["other"]) { folder in
          try "x".write(to: folder.appendingPathComponent("file"), atomically: true, encoding: .utf8)
          throw SimulationError("no")
        }
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix(".lock") }
      #expect(left.count == 1)
    }
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  var value: Int { lock.withLock { count } }
  func increment() { lock.withLock { count += 1 } }
}
