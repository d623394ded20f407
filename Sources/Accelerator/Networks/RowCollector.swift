import Hardware
import HardwareLibrary

/// The X-bus of the output network: hands over the psums of the PEs of a row in the order in which they are asked for.
struct RowCollector: Module {
  let request: Stream<Unsigned>
  let psums: [Stream<WordGroup>]
  let output: Stream<WordGroup>

  private let requests: FIFO<Unsigned>
  private let results: FIFO<WordGroup>

  var documentation: String? { "Hands over the psums of a row's PEs in the order in which they are asked for." }

  init(_ architecture: Architecture) {
    let columnBits = Netlist.addressWidth(of: architecture.columns)
    let group = BusShapes(architecture).psum
    request = .input(.bits(columnBits))
    psums = (0..<architecture.columns).map { _ in .input(group) }
    output = .output(group)
    requests = FIFO(.bits(columnBits), depth: 2)
    results = FIFO(group, depth: 2)
  }

  var body: [Statement] {
    let column = requests.output.payload
    let isThere = psums.map(\.valid)[column].named("is_there")

    requests.input <== request
    results.input.valid <== requests.output.valid && isThere
    results.input.payload <== psums.map(\.payload)[column]
    requests.output.ready <== results.input.ready && isThere
    for (index, psum) in psums.enumerated() {
      psum.ready <== requests.output.valid && results.input.ready && column .== Unsigned(index)
    }
    output <== results.output
    if psums.count < 1 << column.width {
      when(requests.output.valid) {
        expect(column .< Unsigned(psums.count), "psums are asked of a PE that is not there", name: "column_exists")
      }
    }
  }
}
