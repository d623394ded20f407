import HardwareSimulation

/// The C interface of `testbench/accelerator_testbench.cpp`.
struct AcceleratorFunctions: Sendable {
  typealias Pointer = UnsafeMutableRawPointer

  let create: @convention(c) @Sendable (UInt64, Int, UnsafePointer<UInt64>) -> Pointer
  let destroy: @convention(c) @Sendable (Pointer) -> Void
  let reset: @convention(c) @Sendable (Pointer) -> Int32
  let run: @convention(c) @Sendable (Pointer, UInt64) -> Int32
  let openTrace: @convention(c) @Sendable (Pointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  let traceProgram: @convention(c) @Sendable (Pointer, UInt64, UInt64) -> Void
  let closeTrace: @convention(c) @Sendable (Pointer) -> Void
  let programStart: @convention(c) @Sendable (Pointer) -> UInt64
  let missingNet: @convention(c) @Sendable (Pointer) -> UnsafePointer<CChar>
  let instruction: @convention(c) @Sendable (Pointer) -> UInt64
  let watchSteps: @convention(c) @Sendable (Pointer, UnsafePointer<UInt64>, Int) -> Void
  let stepReadings: @convention(c) @Sendable (Pointer, UnsafeMutablePointer<UInt64>) -> UnsafePointer<UInt64>
  let cycles: @convention(c) @Sendable (Pointer) -> UInt64
  let writeRegister: @convention(c) @Sendable (Pointer, UInt32, UInt32, UnsafeMutablePointer<UInt32>) -> Int32
  let readRegister:
    @convention(c) @Sendable (Pointer, UInt32, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Int32
  let writeMemory: @convention(c) @Sendable (Pointer, UInt64, UnsafePointer<UInt8>, Int) -> Int32
  let memory: @convention(c) @Sendable (Pointer) -> UnsafePointer<UInt8>
  let wasWritten: @convention(c) @Sendable (Pointer, UInt64, Int) -> Int32
  let forget: @convention(c) @Sendable (Pointer, UInt64, Int) -> Void
  let allow: @convention(c) @Sendable (Pointer, UInt64, UInt64, Int32) -> Void
  let clearRegions: @convention(c) @Sendable (Pointer) -> Void
  let fail: @convention(c) @Sendable (Pointer, UInt64, UInt32, Int32) -> Void
  let silence: @convention(c) @Sendable (Pointer, UInt32) -> Void
  let unfinished: @convention(c) @Sendable (Pointer) -> UnsafePointer<CChar>
  let violation: @convention(c) @Sendable (Pointer) -> UnsafePointer<CChar>
  let traffic: @convention(c) @Sendable (Pointer, UnsafeMutablePointer<UInt64>) -> Void
  let message: @convention(c) @Sendable () -> UnsafePointer<CChar>
  let clearMessage: @convention(c) @Sendable () -> Void

  init(_ library: VerilatedLibrary) throws {
    func find<Function>(_ name: String) throws -> Function { try library.function(name, as: Function.self) }
    create = try find("accelerator_create")
    destroy = try find("accelerator_destroy")
    reset = try find("accelerator_reset")
    run = try find("accelerator_run")
    openTrace = try find("accelerator_open_trace")
    traceProgram = try find("accelerator_trace_program")
    closeTrace = try find("accelerator_close_trace")
    programStart = try find("accelerator_program_start")
    missingNet = try find("accelerator_missing_net")
    instruction = try find("accelerator_instruction")
    watchSteps = try find("accelerator_watch_steps")
    stepReadings = try find("accelerator_step_readings")
    cycles = try find("accelerator_cycles")
    writeRegister = try find("accelerator_write_register")
    readRegister = try find("accelerator_read_register")
    writeMemory = try find("accelerator_write_memory")
    memory = try find("accelerator_memory")
    wasWritten = try find("accelerator_was_written")
    forget = try find("accelerator_forget")
    allow = try find("accelerator_allow")
    clearRegions = try find("accelerator_clear_regions")
    fail = try find("accelerator_fail")
    silence = try find("accelerator_silence")
    unfinished = try find("accelerator_unfinished")
    violation = try find("accelerator_violation")
    traffic = try find("accelerator_traffic")
    message = try find("orris_message")
    clearMessage = try find("orris_clear")
  }
}
