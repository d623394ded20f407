import HardwareSimulation

/// The C interface of `testbench/array_testbench.cpp`.
struct TestbenchFunctions: Sendable {
  typealias Pointer = UnsafeMutableRawPointer
  typealias Headers = UnsafePointer<Int32>

  let create: @convention(c) @Sendable (UInt64, UInt32, UInt64) -> Pointer
  let destroy: @convention(c) @Sendable (Pointer) -> Void
  let reset: @convention(c) @Sendable (Pointer) -> Int32
  let openTrace: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  let closeTrace: @convention(c) @Sendable (Pointer) -> Void
  let configure: @convention(c) @Sendable (Pointer, UnsafePointer<UInt32>, Int) -> Int32
  let headers: @convention(c) @Sendable (Headers, Int) -> Pointer
  let releaseHeaders: @convention(c) @Sendable (Pointer) -> Void
  let accumulation: @convention(c) @Sendable (Int) -> Pointer
  let releaseAccumulation: @convention(c) @Sendable (Pointer) -> Void
  let push:
    @convention(c) @Sendable (
      Pointer, Headers, Int, Headers, Int, Pointer, Pointer, Pointer, Int32, Int32, Int32
    ) -> Void
  let run: @convention(c) @Sendable (Pointer, Int, UInt64) -> Int32
  let settle: @convention(c) @Sendable (Pointer, Int32) -> Int32
  let clearCounters: @convention(c) @Sendable (Pointer) -> Void
  let resultCount: @convention(c) @Sendable (Pointer) -> Int
  let resultWords: @convention(c) @Sendable (Pointer) -> UnsafePointer<Int64>
  let dropResults: @convention(c) @Sendable (Pointer) -> Void
  let counters: @convention(c) @Sendable (Pointer, UnsafeMutablePointer<UInt64>) -> Void
  let message: @convention(c) @Sendable () -> UnsafePointer<CChar>
  let clearMessage: @convention(c) @Sendable () -> Void

  init(_ library: VerilatedLibrary) throws {
    func find<Function>(_ name: String) throws -> Function { try library.function(name, as: Function.self) }
    create = try find("array_create")
    destroy = try find("array_destroy")
    reset = try find("array_reset")
    openTrace = try find("array_open_trace")
    closeTrace = try find("array_close_trace")
    configure = try find("array_configure")
    headers = try find("array_headers")
    releaseHeaders = try find("array_release_headers")
    accumulation = try find("array_accumulation")
    releaseAccumulation = try find("array_release_accumulation")
    push = try find("array_push")
    run = try find("array_run")
    settle = try find("array_settle")
    clearCounters = try find("array_clear_counters")
    resultCount = try find("array_results")
    resultWords = try find("array_result_words")
    dropResults = try find("array_drop_results")
    counters = try find("array_counters")
    message = try find("orris_message")
    clearMessage = try find("orris_clear")
  }
}
