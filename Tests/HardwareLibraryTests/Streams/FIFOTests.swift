import Hardware
import HardwareLibrary
import Testing

@Suite struct FIFOTests {
  @Test func elaborates() throws {
    let shallow = try FIFO(Unsigned.bits(16), depth: 2).elaborated()
    #expect(shallow.definitions.map(\.name) == ["fifo_w16_d2"])
    #expect(shallow.top.ports.map { shallow.top[$0].name } == [
      "input_valid", "input_ready", "input_payload", "output_valid", "output_ready", "output_payload",
    ])
    let deep = try FIFO(Unsigned.bits(16), depth: 100, counted: true).elaborated()
    #expect(deep.definitions.map(\.name) == ["ram_1r1w_100x16", "fifo_w16_d100_counted"])
    #expect(try SkidBuffer(Unsigned.bits(8)).elaborated().top.name == "skid_buffer_w8")
  }
}

private struct Chain: Module {
  let a, b: FIFO<Unsigned>
  let input, output: Stream<Unsigned>
  init() {
    (a, b) = (FIFO(.bits(8), depth: 2), FIFO(.bits(8), depth: 2))
    (input, output) = (.input(.bits(8)), .output(.bits(8)))
  }
  var body: [Statement] {
    a.input <== input
    b.input <== a.output
    output <== b.output
  }
}

extension FIFOTests {
  @Test func equalFIFOsShareOneDefinition() throws {
    #expect(try Chain().elaborated().definitions.map(\.name) == ["fifo_w8_d2", "chain"])
  }
}
