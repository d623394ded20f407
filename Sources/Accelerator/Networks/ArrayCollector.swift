import Hardware
import HardwareLibrary

/// The Y-bus of the output network: sends each request to its row and puts the answers back into the order of the
/// requests. Several rows look for their psums at the same time.
struct ArrayCollector: Module {
  let request: Stream<Position>
  let rowRequests: [Stream<Unsigned>]
  let rowOutputs: [Stream<WordGroup>]
  let output: Stream<WordGroup>

  private let requests: FIFO<Position>
  private let order: FIFO<Unsigned>
  private let results: FIFO<WordGroup>

  var documentation: String? { "Sends requests to the rows and returns their psums in the order of the requests." }

  init(_ architecture: Architecture) {
    let group = BusShapes(architecture).psum
    let position = Position.shape(architecture)
    request = .input(position)
    rowRequests = (0..<architecture.rows).map { _ in .output(position.column) }
    rowOutputs = (0..<architecture.rows).map { _ in .input(group) }
    output = .output(group)
    requests = FIFO(position, depth: 2)
    order = FIFO(position.row, depth: 4)
    results = FIFO(group, depth: 2)
  }

  var body: [Statement] {
    let next = requests.output
    let row = next.payload.row
    let taken = (order.input.ready && rowRequests.map(\.ready)[row]).named("taken")

    // A request goes to its row and into the queue of answers at once, so the valid of each waits for the ready of
    // both. There is no loop: they are registers.
    requests.input <== request
    next.ready <== taken
    order.input.valid <== next.valid && taken
    order.input.payload <== row
    for (index, rowRequest) in rowRequests.enumerated() {
      rowRequest.valid <== next.valid && taken && row .== Unsigned(index)
      rowRequest.payload <== next.payload.column
    }
    if rowRequests.count < 1 << row.width {
      when(next.valid) {
        expect(row .< Unsigned(rowRequests.count), "psums are asked of a row that is not there", name: "row_exists")
      }
    }
    answers
  }

  @StatementBuilder private var answers: [Statement] {
    let row = order.output.payload
    let isThere = rowOutputs.map(\.valid)[row].named("is_there")

    results.input.valid <== order.output.valid && isThere
    results.input.payload <== rowOutputs.map(\.payload)[row]
    order.output.ready <== results.input.ready && isThere
    for (index, rowOutput) in rowOutputs.enumerated() {
      rowOutput.ready <== order.output.valid && results.input.ready && row .== Unsigned(index)
    }
    output <== results.output
  }
}
