import Hardware
import HardwareLibrary

/// Takes the operands of a vector command as they come from the buffer, one vector a cycle, and combines them as far as
/// comes before scaling.
struct VectorOperands: Module {
  let operation: Enumerated<VectorOperation>
  let settings: OperandSettings
  let cells: Stream<VectorCell>
  /// A vector for each cell.
  let response: Stream<Unsigned>
  let output: Stream<VectorOperand>

  /// How far the operands of a sum are shifted up before they are scaled: 20 bits, as int8 kernels do, or as many as
  /// leave room for wider ones; for 16 bits that is 15, as int16 kernels have it.
  static func operandShift(activationBits: Int) -> Int { min(20, 31 - activationBits) }

  private let lanes: [VectorLane]
  private let isFull: Bit
  private let address: Unsigned
  private let isLast: Bit

  var documentation: String? { "Gathers the operands of each result of a vector command." }

  init(_ architecture: Architecture) {
    operation = .input()
    settings = OperandSettings.shape(architecture).input()
    cells = .input(VectorCell.shape(architecture))
    response = .input(.bits(architecture.vectorBits))
    output = .output(VectorOperand.shape(architecture))
    lanes = (0..<architecture.lanes).map { _ in VectorLane(architecture) }
    isFull = .register(reset: false)
    address = .register(architecture.vectorAddressBits)
    isLast = .register()
  }

  var body: [Statement] {
    let cell = cells.payload
    let hasRoom = (!isFull || output.ready).named("has_room")
    let take = (cells.valid && response.valid && hasRoom).named("take")

    // Both are taken together, so each one's ready waits for the other's valid: the cells' is a register.
    cells.ready <== response.valid && hasRoom
    response.ready <== cells.valid && hasRoom
    when(hasRoom) { isFull <== take && cell.closes }
    when(take) {
      address <== cell.address
      isLast <== cell.isLast
    }
    for (index, lane) in lanes.enumerated() { operand(of: lane, at: index, take: take) }

    output.valid <== isFull
    output.payload
      <== VectorOperand(
        values: lanes.map(\.value), others: lanes.map(\.other), address: address, isLast: isLast)
  }

  @StatementBuilder private func operand(of lane: VectorLane, at index: Int, take: Bit) -> [Statement] {
    let storageBits = response.payload.width / lanes.count
    let bits = lane.operand.width
    let own = response.payload[index * storageBits..<index * storageBits + bits]
    lane.take <== take
    lane.opens <== cells.payload.opens
    lane.isSecond <== cells.payload.isSecond
    if index > 0, let broadcastsA = settings.broadcastsA, let broadcastsB = settings.broadcastsB {
      let broadcasts = mux(cells.payload.isSecond, broadcastsB, broadcastsA)
      lane.operand <== Signed(bitPattern: mux(broadcasts, response.payload[0..<bits], own))
    } else {
      lane.operand <== Signed(bitPattern: own)
    }
    lane.operation <== operation
    lane.aZero <== settings.aZero
    lane.bZero <== settings.bZero
    lane.scalesB <== settings.scalesB
    lane.rounding <== settings.rounding
  }
}
