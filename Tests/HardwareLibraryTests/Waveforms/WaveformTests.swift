import Hardware
import HardwareLibrary
import HardwareSimulation
import Testing

/// Every block's documentation shows a waveform; this is where they come from, and what keeps them true.
@Suite struct WaveformTests {
  static let waveforms = streams + registers + arbiters + loops + memories + buffets + crossings

  @Test(arguments: waveforms.indices) func theDocumentationShowsWhatTheBlockDoes(_ index: Int) throws {
    let waveform = Self.waveforms[index]
    let (documented, rendered) = try (waveform.documented, waveform.rendered())
    let lines = rendered.map { $0.isEmpty ? "///" : "/// \($0)" }.joined(separator: "\n")
    // The waveforms apart from the expectation: it would print both of them once more.
    let isTrue = documented == rendered
    #expect(isTrue, "\(waveform.file) should show:\n/// ```waveform\n\(lines)\n/// ```")
  }
}

extension WaveformTests {
  static let streams = [
    Waveform(
      "Streams/FIFO.swift", FIFO(Unsigned.bits(8), depth: 2, counted: true),
      rows: WaveformRow.stream("input") + WaveformRow.stream("output") + ["count"], cycles: 9,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 0], "input_payload": [10, 11, 12, 12, 12, 13, 0],
        "output_ready": [0, 0, 0, 1, 1, 1],
      ]),
    Waveform(
      "Streams/SkidBuffer.swift", SkidBuffer(Unsigned.bits(8)),
      rows: WaveformRow.stream("input") + WaveformRow.stream("output"), cycles: 9,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 0], "input_payload": [10, 11, 12, 12, 12, 13, 0],
        "output_ready": [1, 0, 0, 1, 1, 1],
      ]),
    Waveform(
      "Streams/StreamRegister.swift", StreamRegister(Unsigned.bits(8)),
      rows: WaveformRow.stream("input") + WaveformRow.stream("output"), cycles: 8,
      [
        "input_valid": [1, 1, 1, 1, 1, 0], "input_payload": [10, 11, 11, 11, 12, 0],
        "output_ready": [1, 0, 0, 1, 1, 1],
      ]),
    Waveform(
      "Streams/StreamFork.swift", StreamFork(Unsigned.bits(8), outputs: 2),
      rows: WaveformRow.stream("input") + WaveformRow.stream("outputs_0") + WaveformRow.stream("outputs_1"), cycles: 7,
      [
        "input_valid": [1, 1, 1, 1, 1, 0], "input_payload": [10, 10, 10, 11, 11, 0],
        "outputs_0_ready": [1, 1, 1, 0, 1], "outputs_1_ready": [0, 0, 1, 1, 0],
      ]),
    Waveform(
      "Streams/StreamJoin.swift", StreamJoin(Unsigned.bits(8), Unsigned.bits(8)),
      rows: WaveformRow.stream("first") + WaveformRow.stream("second") + [
        "output_valid", "output_ready", WaveformRow("output_payload_first", when: "output_valid"),
        WaveformRow("output_payload_second", when: "output_valid"),
      ], cycles: 7,
      [
        "first_valid": [1, 1, 1, 1, 1, 0], "first_payload": [10, 10, 11, 11, 12, 0],
        "second_valid": [0, 1, 1, 1, 1, 0], "second_payload": [0, 20, 21, 21, 22, 0], "output_ready": [1, 1, 0, 1],
      ]),
    Waveform(
      "Streams/StreamMultiplexer.swift", StreamMultiplexer(Unsigned.bits(8), inputs: 2),
      rows: ["selection"] + WaveformRow.stream("inputs_0") + WaveformRow.stream("inputs_1")
        + WaveformRow.stream("output"), cycles: 7,
      [
        "selection": [0, 0, 1, 1, 1, 0], "inputs_0_valid": [1, 1, 1, 1, 1, 1, 0],
        "inputs_0_payload": [10, 11, 12, 12, 12, 12, 0], "inputs_1_valid": [1, 1, 1, 1, 1, 0],
        "inputs_1_payload": [20, 20, 20, 20, 21, 0], "output_ready": [1, 1, 0, 1],
      ]),
    Waveform(
      "Streams/StreamDemultiplexer.swift", StreamDemultiplexer(Unsigned.bits(8), outputs: 2),
      rows: ["selection"] + WaveformRow.stream("input") + WaveformRow.stream("outputs_0")
        + WaveformRow.stream("outputs_1"), cycles: 6,
      [
        "selection": [0, 1, 1, 0], "input_valid": [1, 1, 1, 1, 0], "input_payload": [10, 11, 11, 12, 0],
        "outputs_0_ready": [1], "outputs_1_ready": [0, 0, 1],
      ]),
    Waveform(
      "Streams/StreamWidener.swift", StreamWidener(Unsigned.bits(8), size: 3),
      rows: [
        "input_valid", "input_ready", WaveformRow("input_payload_word", when: "input_valid"),
        WaveformRow("input_payload_last", when: "input_valid"),
        "flush", "output_valid", "output_ready",
      ]
        + ["words_0", "words_1", "words_2", "count", "last"].map {
          WaveformRow("output_payload_\($0)", when: "output_valid")
        }, cycles: 10,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 1, 0], "input_payload_word": [10, 11, 12, 13, 14, 15, 15, 0],
        "input_payload_last": [0, 0, 0, 0, 1, 0], "flush": [0, 0, 0, 0, 0, 0, 0, 1, 0],
        "output_ready": [1, 1, 1, 1, 1, 0, 1],
      ]),
    Waveform(
      "Streams/StreamNarrower.swift", StreamNarrower(Unsigned.bits(8), size: 3),
      rows: ["input_valid", "input_ready"]
        + ["words_0", "words_1", "words_2", "count", "last"].map {
          WaveformRow("input_payload_\($0)", when: "input_valid")
        } + [
          "output_valid", "output_ready", WaveformRow("output_payload_word", when: "output_valid"),
          WaveformRow("output_payload_last", when: "output_valid"),
        ],
      cycles: 8,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 0], "input_payload_words_0": [10, 10, 10, 10, 13, 13, 0],
        "input_payload_words_1": [11, 11, 11, 11, 14, 14, 0], "input_payload_words_2": [12, 12, 12, 12, 0],
        "input_payload_count": [3, 3, 3, 3, 2, 2, 0], "input_payload_last": [0, 0, 0, 0, 1, 1, 0],
        "output_ready": [1, 0, 1],
      ]),
  ]

  static let registers = [
    Waveform(
      "Registers/ShiftRegister.swift", ShiftRegister(Unsigned.bits(8), length: 3),
      rows: ["step", "data_in", "data_out"], cycles: 8,
      ["step": [1, 1, 1, 0, 1], "data_in": [10, 11, 12, 13, 13, 14, 15]])
  ]

  static let arbiters = [
    Waveform(
      "Arbiters/PriorityArbiter.swift", PriorityArbiter(requests: 3),
      rows: [WaveformRow("requests", .binary), WaveformRow("grants", .binary)], cycles: 6,
      ["requests": [0, 0b100, 0b110, 0b111, 0b101, 0b010]]),
    Waveform(
      "Arbiters/RoundRobinArbiter.swift", RoundRobinArbiter(requests: 3),
      rows: [WaveformRow("requests", .binary), "advance", WaveformRow("grants", .binary)], cycles: 8,
      ["requests": [0b111, 0b111, 0b111, 0b111, 0b111, 0b101, 0b101], "advance": [1, 1, 0, 1, 1]]),
    Waveform(
      "Arbiters/StreamArbiter.swift", StreamArbiter(Unsigned.bits(8), inputs: 2),
      rows: WaveformRow.stream("inputs_0") + WaveformRow.stream("inputs_1") + WaveformRow.stream("output")
        + [WaveformRow("source", when: "output_valid")], cycles: 7,
      [
        "inputs_0_valid": [0, 1, 1, 1, 1, 1, 0], "inputs_0_payload": [0, 10, 10, 10, 11, 11, 0],
        "inputs_1_valid": [1, 1, 1, 1, 1, 0], "inputs_1_payload": [20, 20, 20, 21, 21, 0],
        "output_ready": [0, 0, 1],
      ]),
  ]

  static let loops = [
    Waveform(
      "Loops/Counter.swift", Counter(width: 4), rows: ["clear", "step", "limit", "value", "last"], cycles: 9,
      ["limit": [3], "step": [1, 1, 0, 1, 1, 1, 1], "clear": [0, 0, 0, 0, 0, 0, 0, 1, 0]]),
    Waveform(
      "Loops/LoopNest.swift", LoopNest(widths: [2, 2]),
      rows: ["step", "indices_0", "indices_1", WaveformRow("first", .binary), WaveformRow("last", .binary)], cycles: 8,
      ["limits_0": [2], "limits_1": [1], "step": [1]]),
    Waveform(
      "Loops/AffineGenerator.swift", AffineGenerator(indexWidths: [2, 2], addressWidth: 8),
      rows: [
        "descriptor_valid", "descriptor_ready", "output_valid", "output_ready",
        WaveformRow("output_payload_address", when: "output_valid"),
        WaveformRow("output_payload_first", .binary, when: "output_valid"),
        WaveformRow("output_payload_last", .binary, when: "output_valid"),
      ], cycles: 9,
      [
        "descriptor_valid": [1, 0], "descriptor_payload_base": [100], "descriptor_payload_limits_0": [2],
        "descriptor_payload_limits_1": [1], "descriptor_payload_jumps_0": [10],
        "descriptor_payload_jumps_1": [UInt64(256 - 19)], "output_ready": [1, 1, 0, 1],
      ]),
  ]

  static let memories = [
    Waveform(
      "Memories/RAM1R1W.swift", RAM1R1W(depth: 16, width: 16, granularity: 8),
      rows: [
        "write_enable", WaveformRow("write_address", when: "write_enable"),
        WaveformRow("write_data", .hexadecimal, when: "write_enable"),
        WaveformRow("write_mask", .binary, when: "write_enable"), "read_enable",
        WaveformRow("read_address", when: "read_enable"), WaveformRow("read_data", .hexadecimal),
      ], cycles: 7,
      [
        "write_enable": [1, 1, 0], "write_address": [3], "write_data": [0x1122, 0x3344], "write_mask": [3, 1],
        "read_enable": [0, 0, 1, 0, 1, 0], "read_address": [3, 3, 3, 3, 7],
      ]),
    Waveform(
      "Memories/RAM1RW.swift", RAM1RW(depth: 16, width: 16),
      rows: [
        "enable", WaveformRow("write", when: "enable"), WaveformRow("address", when: "enable"),
        WaveformRow("write_data", .hexadecimal, when: "write"), WaveformRow("read_data", .hexadecimal),
      ], cycles: 7,
      [
        "enable": [1, 1, 1, 1, 0], "write": [1, 1, 0, 0], "address": [3, 4, 3, 4], "write_data": [0x1122, 0x3344, 0],
      ]),
  ]

  static let buffets = [
    Waveform(
      "Buffet/Buffet.swift", Buffet(Unsigned.bits(8), depth: 4, outstandingUpdates: 1),
      rows: WaveformRow.stream("fill") + ["command_valid", "command_ready"]
        + ["read", "offset", "will_update", "shrink"].map {
          WaveformRow("command_payload_\($0)", when: "command_valid")
        }
        + WaveformRow.stream("data") + [
          "update_valid", WaveformRow("update_payload_offset", when: "update_valid"),
          WaveformRow("update_payload_word", when: "update_valid"),
        ], cycles: 10,
      [
        "fill_valid": [1, 1, 0], "fill_payload": [10, 11, 0], "command_valid": [1, 1, 1, 1, 1, 1, 1, 0],
        "command_payload_read": [1], "command_payload_offset": [1, 1, 1, 0, 1, 1, 1],
        "command_payload_will_update": [1, 1, 1, 0], "command_payload_shrink": [0, 0, 0, 0, 2, 2, 2],
        "update_valid": [0, 0, 0, 0, 0, 1, 0], "update_payload_offset": [1], "update_payload_word": [99],
        "data_ready": [1],
      ])
  ]
}

extension WaveformTests {
  static let crossings = [
    Waveform(
      "Crossings/Synchroniser.swift", Synchroniser(to: ClockedEnds.pixel), rows: ["bit_in", "bit_out"], cycles: 8,
      ["bit_in": [0, 1, 1, 1, 0]]),
    Waveform(
      "Crossings/PulseCrossing.swift", PulseCrossing(from: .main, to: ClockedEnds.pixel),
      rows: ["pulse_in", "pulse_out"], cycles: 9, ["pulse_in": [0, 1, 0, 0, 0, 1, 0]]),
    Waveform(
      "Crossings/HandshakeCrossing.swift",
      HandshakeCrossing(Unsigned.bits(8), from: .main, to: ClockedEnds.pixel),
      rows: WaveformRow.stream("input") + WaveformRow.stream("output"), cycles: 10,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 1, 0], "input_payload": [10, 11], "output_ready": [1],
      ]),
    Waveform(
      "Crossings/GrayCounter.swift", GrayCounter(width: 3), rows: ["step", "value", "gray_2", "gray_1", "gray_0"],
      cycles: 9, ["step": [1, 1, 1, 0, 1]]),
    Waveform(
      "Crossings/AsynchronousFIFO.swift",
      AsynchronousFIFO(Unsigned.bits(8), depth: 4, from: .main, to: ClockedEnds.pixel),
      rows: WaveformRow.stream("input") + WaveformRow.stream("output"), cycles: 10,
      [
        "input_valid": [1, 1, 1, 1, 1, 1, 1, 1, 0], "input_payload": [10, 11, 12, 13, 14], "output_ready": [1],
      ]),
  ]
}
