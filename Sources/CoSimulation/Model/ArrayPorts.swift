import Accelerator

/// The C++ that names the ports of an architecture's array for the test bench.
enum ArrayPorts {
  /// `array_ports.h`.
  static func header(_ architecture: Architecture) -> String {
    let ifmap = put("Ifmap", "ifmap", architecture.ifmapBusWords, architecture.activationBits, "int32_t")
    let filter = put("Filter", "filter", architecture.filterBusWords, architecture.weightBits, "int32_t")
    let psum = put("Psum", "psum", architecture.psumBusWords, architecture.psumBits, "int64_t")
    return """
      #pragma once
      #include "orris.h"
      #include <cstdint>

      constexpr int kIfmapWords = \(architecture.ifmapBusWords);
      constexpr int kFilterWords = \(architecture.filterBusWords);
      constexpr int kPsumWords = \(architecture.psumBusWords);

      \(ifmap)
      \(filter)
      \(psum)
      \(take(architecture))
      """
  }

  /// Puts a group on an input network.
  private static func put(_ name: String, _ port: String, _ words: Int, _ bits: Int, _ type: String) -> String {
    var lines = ["inline void put\(name)(Vmodel& model, int row, int column, int last, const \(type)* words) {"]
    lines.append("  model.\(port)_payload_row = row;")
    lines.append("  model.\(port)_payload_column = column;")
    lines.append(words > 1 ? "  model.\(port)_payload_group_last_index = last;" : "  (void)last;")
    let mask = (UInt64(1) << bits) - 1
    for word in 0..<words {
      lines.append(
        "  model.\(port)_payload_group_words_\(word) = static_cast<uint64_t>(words[\(word)]) & \(mask)ull;")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// Takes a group of psums, sign-extended.
  private static func take(_ architecture: Architecture) -> String {
    let spare = 64 - architecture.psumBits
    var lines = ["inline void takePsums(Vmodel& model, int64_t* words) {"]
    for word in 0..<architecture.psumBusWords {
      lines.append(
        "  words[\(word)] = static_cast<int64_t>(static_cast<uint64_t>(model.output_payload_words_\(word)) << \(spare)) "
          + ">> \(spare);")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }
}
