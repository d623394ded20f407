import Foundation
import Synchronization

/// What happens where a signal ends the process: the tools that it runs are stopped, and its unfinished folders removed.
public enum Interruption {
  private struct State {
    var folders: Set<String> = []
    var processes: Set<Int32> = []
  }

  private static let state = Mutex(State())
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// A pipe's ends: the handler may do nothing but write, and a thread waits at the other end.
  nonisolated(unsafe) private static var ends: [Int32] = [-1, -1]

  /// Cleans up from here on, once for a process.
  ///
  /// A library must not decide that, so programs call it.
  public static func install() {
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    Thread.detachNewThread {
      var number: UInt8 = 0
      while read(ends[0], &number, 1) != 1 {}
      end(by: Int32(number))
    }
    for number in signals {
      // One that the caller ignores, as `nohup` does, stays ignored.
      let before = signal(number, handler)
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(number, SIG_IGN) }
    }
  }

  private static let handler: @convention(c) (Int32) -> Void = { number in
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(Interruption.ends[1], &byte, 1)
  }

  /// Nothing new can begin meanwhile: that waits for the lock, which is never released.
  private static func end(by number: Int32) -> Never {
    state.withLock { state in
      for process in state.processes { stop(process) }
      for folder in state.folders { remove(folder) }
      signal(number, SIG_DFL)
      kill(getpid(), number)
      while true { sleep(1) }
    }
  }

  private static func stop(_ process: Int32) {
    // Tools run others, which are of their group where they lead one.
    if getpgid(process) == process { kill(-process, SIGKILL) }
    kill(process, SIGKILL)
  }

  /// A tool that was stopped may have been writing still.
  private static func remove(_ folder: String) {
    for _ in 0..<50 {
      try? FileManager.default.removeItem(atPath: folder)
      guard FileManager.default.fileExists(atPath: folder) else { return }
      usleep(20_000)
    }
  }

  static func add(_ folder: URL) { state.withLock { _ = $0.folders.insert(folder.path) } }
  static func forget(_ folder: URL) { state.withLock { _ = $0.folders.remove(folder.path) } }
  static func add(process: Int32) { state.withLock { _ = $0.processes.insert(process) } }
  static func forget(process: Int32) { state.withLock { _ = $0.processes.remove(process) } }
}
