import Hardware
import Testing

@testable import Accelerator

/// Every engine of every preset passes all checks of the language.
@Suite struct EngineElaborationTests {
  @Test(arguments: Architecture.presetNames)
  func passesAllChecks(preset: String) throws {
    let architecture = try Architecture(preset: preset)
    func check(_ module: some Module) throws { _ = try Verilog.text(of: module.elaborated()) }
    try check(GlobalBuffer(architecture))
    try check(IfmapFeeder(architecture))
    try check(FilterFeeder(architecture))
    try check(PsumFeeder(architecture))
    try check(CollectRequests(architecture))
    try check(ResultCollector(architecture))
    try check(LoadEngine(architecture))
    try check(StoreEngine(architecture))
    try check(InstructionFetch(architecture))
    try check(ProgramRegisters(architecture))
    try check(Sequencer(architecture))
    try check(ComputeCore(architecture))
    try check(RegisterFile(architecture))
    try check(Accelerator(architecture))
  }
}
