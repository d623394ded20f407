import Foundation
import TestSupport
import Testing

/// Whatever goes wrong within the program, it ends with one line and the status of a defect, never by a signal.
@Suite struct DefectTests {
  @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
  func aSignalOfADefectBecomesALine(signal: Int32) throws {
    let folder = ScratchFolder()
    try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
    let process = try ToolRun.process(["describe", "--architecture", "pipe"], in: folder)
    let errors = folder.url.appendingPathComponent("err")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    // The pipe has a reader as soon as the command is at work.
    var descriptor: Int32 = -1
    let end = ContinuousClock.now + .seconds(60)
    while descriptor < 0 && ContinuousClock.now < end {
      descriptor = open(folder.path("pipe"), O_WRONLY | O_NONBLOCK)
      if descriptor < 0 { usleep(1000) }
    }
    try #require(descriptor >= 0)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    close(descriptor)
    #expect(process.terminationReason == .exit && process.terminationStatus == 70)
    #expect(
      try String(contentsOf: errors, encoding: .utf8)
        == "Error: a defect of orris stopped it; please report the command and its input\n")
  }
}
