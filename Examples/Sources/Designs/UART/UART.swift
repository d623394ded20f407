import Hardware
import HardwareLibrary

/// A serial port with a FIFO on each way: eight data bits, no parity, one stop bit.
public struct UART: Module {
  /// Bytes to send, the next one taken where there is room.
  public let send: Stream<Unsigned> = .input(.bits(8))
  /// Bytes that came in, in their order.
  public let received: Stream<Unsigned> = .output(.bits(8))
  /// The line out; high where nothing is sent.
  public let transmitLine: Bit = .output()
  /// The line in, of any clock.
  public let receiveLine: Bit = .input()
  /// One cycle for each byte that found no room.
  public let isOverrun: Bit = .output()

  private let transmitter: UARTTransmitter
  private let receiver: UARTReceiver
  private let sendBuffer, receiveBuffer: FIFO<Unsigned>

  /// - Parameters:
  ///   - divider: cycles of the clock for a bit on the line.
  ///   - depth: bytes in each FIFO.
  public init(divider: Int, depth: Int) {
    transmitter = UARTTransmitter(divider: divider)
    receiver = UARTReceiver(divider: divider)
    sendBuffer = FIFO(.bits(8), depth: depth)
    receiveBuffer = FIFO(.bits(8), depth: depth)
  }

  /// A FIFO between each stream and its line.
  public var body: [Statement] {
    sendBuffer.input <== send
    transmitter.bytes <== sendBuffer.output
    transmitLine <== transmitter.line

    receiver.line <== receiveLine
    receiveBuffer.input <== receiver.bytes
    received <== receiveBuffer.output
    isOverrun <== receiver.isOverrun
  }
}
