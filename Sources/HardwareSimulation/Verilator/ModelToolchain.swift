import Foundation
import Synchronization

/// The tools that make a Verilated library, looked up once in a process.
struct ModelToolchain: Sendable {
  let verilator: VerilatorTool
  let compiler: CompilerTool

  private static let found = Mutex<ModelToolchain?>(nil)

  /// - Throws: `SimulationError` where one is missing or too old.
  static func shared() throws -> ModelToolchain {
    try found.withLock { found in
      if let found { return found }
      let new = ModelToolchain(verilator: try .find(), compiler: try .find())
      found = new
      return new
    }
  }

  /// What every file is compiled with.
  func flags(trace: TraceFormat?) -> [String] {
    let formats: [TraceFormat] = [.fst, .vcd]
    let traces = formats.map { "-DVM_TRACE_\($0.rawValue.uppercased())=\(trace == $0 ? 1 : 0)" }
    return [
      "-std=gnu++17", "-w", "-fPIC", "-fvisibility=hidden", "-fvisibility-inlines-hidden", "-I.",
      "-I\(verilator.include.path)", "-I\(verilator.include.path)/vltstd", "-DVERILATOR=1", "-DVM_COVERAGE=0",
      "-DVM_SC=0", "-DVM_TIMING=0", "-DVM_TRACE=\(trace == nil ? 0 : 1)", "-DVM_TRACE_SAIF=0", "-DVL_USER_STOP",
      "-DVL_USER_FATAL", "-DVL_PRINTF=orris_printf", "-include", HarnessSupport.hooksName,
    ] + traces + (compiler.isClang ? ["-fbracket-depth=4096"] : [])
      + (trace?.compilerFlags(verilator) ?? [])
      .filter { !$0.hasPrefix("-l") && !$0.hasPrefix("-L") }
  }

  /// What makes two builds with the same sources different.
  var identity: [String] {
    [verilator.version, verilator.include.path, compiler.executable.path, compiler.version]
  }

  func compile(_ file: String, to object: String, _ arguments: [String], in folder: URL) throws {
    try Subprocess.check(
      compiler.executable, arguments + ["-c", file, "-o", object], in: folder, to: "compile \(file)")
  }

  /// Runs jobs on all cores; throws the first error in the order of the jobs.
  static func inParallel(_ jobs: [@Sendable () throws -> Void]) throws {
    let errors = Mutex<[Int: any Error]>([:])
    DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
      do {
        try jobs[index]()
      } catch {
        errors.withLock { $0[index] = error }
      }
    }
    if let first = errors.withLock({ errors in errors.keys.min().flatMap { errors[$0] } }) { throw first }
  }
}
