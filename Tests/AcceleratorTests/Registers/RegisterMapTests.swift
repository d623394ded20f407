import Foundation
import Testing

@testable import Accelerator

@Suite struct RegisterMapTests {
  /// With the variable ORRIS_WRITE_DOCS the page is written anew.
  @Test func thePageIsUpToDate() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/registers.md")
    if ProcessInfo.processInfo.environment["ORRIS_WRITE_DOCS"] != nil {
      try RegisterMap.markdown().write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: page, encoding: .utf8) == RegisterMap.markdown(),
      "docs/registers.md is out of date: ORRIS_WRITE_DOCS=1 swift test --filter thePageIsUpToDate writes it")
  }

  @Test func everyNameOfTheHeaderIsDefinedOnce() {
    let header = RegisterMap.header(.tiny)
    let names = header.split(separator: "\n").filter { $0.hasPrefix("#define ") }.map {
      $0.split(separator: " ")[1]
    }
    #expect(names.count > HostRegister.allCases.count + PerformanceCounter.allCases.count + ProgramError.allCases.count)
    #expect(Set(names).count == names.count)
    #expect(header.contains("#define ORRIS_ERROR_ARGUMENT 0x01c"))
  }

  /// The hash by other means than the library's: the committed file's bytes, and arithmetic in 128 bits.
  @Test(arguments: Architecture.presets.map(\.name))
  func theHashIsThatOfTheFile(preset: String) throws {
    let architecture = try Architecture(preset: preset)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rtl/\(preset)/architecture.json")
    let bytes = try [UInt8](Data(contentsOf: file))
    #expect(Array(architecture.json.utf8) == bytes)
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes {
      let mixed = (hash ^ UInt64(byte)).multipliedFullWidth(by: 1_099_511_628_211)
      hash = mixed.low
    }
    #expect(architecture.hash == hash)
    let text = "0x" + String(format: "%016lx", hash)
    #expect(RegisterMap.markdown().contains("| `\(preset)` | `\(text)` |"))
    let (low, high) = (text.suffix(8), text.dropFirst(2).prefix(8))
    #expect(RegisterMap.markdown(architecture).contains("| `hashLow` | ro | 0x\(low) |"))
    #expect(RegisterMap.markdown(architecture).contains("| `hashHigh` | ro | 0x\(high) |"))
    #expect(RegisterMap.header(architecture).contains("#define ORRIS_HASH_LOW_VALUE 0x\(low)u\n"))
    #expect(RegisterMap.header(architecture).contains("#define ORRIS_HASH_HIGH_VALUE 0x\(high)u\n"))
    let summary = try String(
      contentsOf: file.deletingLastPathComponent().appendingPathComponent("summary.md"), encoding: .utf8)
    #expect(summary.contains("| hash | \(text) |"))
  }

  @Test func noTwoRegistersShareAnAddress() {
    let offsets = HostRegister.allCases.map(\.offset) + PerformanceCounter.allCases.flatMap { [$0.offset, $0.offset + 4] }
    #expect(Set(offsets).count == offsets.count)
    #expect(offsets.allSatisfy { $0 % 4 == 0 && $0 < 1 << AXI4LitePort.addressBits })
  }

  @Test func fieldsDoNotOverlap() {
    for register in HostRegister.allCases {
      let bits = register.fields.flatMap { Array($0.bits) }
      #expect(Set(bits).count == bits.count && bits.allSatisfy { (0..<32).contains($0) }, "\(register)")
    }
    #expect(1 << HostRegister.error.fields[0].bits.count >= ProgramError.allCases.count)
  }
}
