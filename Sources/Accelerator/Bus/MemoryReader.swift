import Hardware
import HardwareLibrary

/// Reads DRAM for several clients, through the read channels of an AXI4 master.
///
/// A client's number is the identifier of its bursts, so a slave may answer clients in any order. A burst goes out only
/// when its client has room for all of it, so data is always taken at once.
struct MemoryReader: Module {
  let base, size: Unsigned
  let requests: [Stream<MemoryRange>]
  let data: [Stream<Unsigned>]
  /// Begin no further burst.
  let halt: Bit
  /// No burst is under way.
  let idle: Bit
  /// Something went wrong, for one cycle; and what (`ProgramError`).
  let fault: Bit
  let faultCode: Unsigned
  /// A beat has come for a client.
  let arrived: [Bit]
  let address: Stream<Burst>
  let addressID: Unsigned
  let beatValid, beatLast: Bit
  let beatID, beat, response: Unsigned

  private let architecture: Architecture
  private let clients: [ReadClient]
  private let arbiter: StreamArbiter<Burst>
  private let addresses: FIFO<Identified>

  var documentation: String? { "Reads DRAM for \(clients.count) clients." }

  init(_ architecture: Architecture, depths: [Int]) {
    precondition(depths.count <= 1 << AXI4Port.idBits, "\(depths.count) clients")
    self.architecture = architecture
    base = .input(architecture.memoryAddressBits)
    size = .input(32)
    requests = depths.map { _ in .input(.shape) }
    data = depths.map { _ in .output(.bits(architecture.memoryDataBits)) }
    halt = .input()
    (idle, fault, faultCode) = (.output(), .outputRegister(reset: false), .outputRegister(Execution.codeBits))
    arrived = depths.map { _ in .output() }
    address = .output(.shape(architecture))
    addressID = .output(AXI4Port.idBits)
    (beatValid, beatLast) = (.input(), .input())
    beatID = .input(AXI4Port.idBits)
    beat = .input(architecture.memoryDataBits)
    response = .input(2)
    clients = depths.map { ReadClient(architecture, depth: $0) }
    arbiter = StreamArbiter(.shape(architecture), inputs: depths.count)
    addresses = FIFO(Identified(burst: .shape(architecture), id: .bits(AXI4Port.idBits)), depth: 2)
  }

  /// A burst with its client.
  private struct Identified: Signal {
    var burst: Burst
    var id: Unsigned
  }

  var body: [Statement] {
    let countBits = Netlist.addressWidth(of: architecture.memoryBursts + 1)
    let underWay = Unsigned.register("under_way", countBits, reset: 0)
    let mayBegin = (underWay .!= Unsigned(architecture.memoryBursts) && !halt).named("may_begin")
    let begins = addresses.input.fires
    let ends = beatValid && beatLast

    for (index, client) in clients.enumerated() {
      client.base <== base
      client.windowFirst <== Unsigned(0, width: 32)
      client.windowEnd <== size
      client.request <== requests[index]
      data[index] <== client.data
      arbiter.inputs[index] <== client.burst
      client.arrives <== beatValid && beatID .== Unsigned(index)
      client.beat <== beat
      arrived[index] <== beatValid && beatID .== Unsigned(index)
    }
    // A burst that waits for its turn may be halted; once among the addresses it is never taken back. The queue's ready
    // is a register.
    addresses.input.valid <== arbiter.output.valid && addresses.input.ready && mayBegin
    addresses.input.payload.burst <== arbiter.output.payload
    addresses.input.payload.id <== arbiter.source.resized(to: AXI4Port.idBits)
    arbiter.output.ready <== addresses.input.ready && mayBegin
    address.valid <== addresses.output.valid
    address.payload <== addresses.output.payload.burst
    addressID <== addresses.output.payload.id
    addresses.output.ready <== address.ready

    when(begins && !ends) { underWay <== underWay &+ 1 }.elsewhen(!begins && ends) { underWay <== underWay &- 1 }
    idle <== underWay .== 0
    let isError = (beatValid && response[1]).named("is_error")
    let refused = clients.map(\.refused).any.named("refused")
    fault <== isError || refused
    faultCode
      <== mux(
        refused, Unsigned(ProgramError.readWindow.rawValue, width: Execution.codeBits),
        Unsigned(ProgramError.readResponse.rawValue, width: Execution.codeBits))
  }
}
