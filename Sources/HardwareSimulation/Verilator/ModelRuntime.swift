import Foundation

/// Verilator's runtime, compiled once for each toolchain and list of sources.
struct ModelRuntime {
  let toolchain: ModelToolchain
  let trace: TraceFormat?
  /// The runtime's sources that the model needs, without suffix.
  let names: [String]

  /// Paths of the object files.
  func objects() throws -> [String] {
    let flags = toolchain.flags(trace: trace) + ["-O1"]
    let inputs = toolchain.identity + flags + names + [HarnessSupport.hooks, HarnessSupport.runtime]
    let folder = try BuildCache("verilator-runtime").folder(for: inputs) { folder in
      try HarnessSupport.write(to: folder)
      let jobs = names.map { name in
        let source = "\(toolchain.verilator.include.path)/\(name).cpp"
        return { @Sendable in try toolchain.compile(source, to: "\(name).o", flags, in: folder) }
      }
      let support = { @Sendable in
        try toolchain.compile(HarnessSupport.runtimeName, to: "orris_runtime.o", flags, in: folder)
      }
      try ModelToolchain.inParallel(jobs + [support])
    }
    return (names + ["orris_runtime"]).map { folder.appendingPathComponent("\($0).o").path }
  }
}
