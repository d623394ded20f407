/// The C++ sources of the test benches.
public enum Testbench {
  /// Drives a `ProcessingArray`; includes `array_ports.h`, which says how this one's ports are called.
  public static var array: String { String(decoding: PackageResources.array_testbench_cpp, as: UTF8.self) }

  /// Drives an `Accelerator` with a memory around it; includes `accelerator_ports.h`, which says how this one's ports
  /// are called, and `axiMemory` as `axi_memory.h`.
  public static var accelerator: String { String(decoding: PackageResources.accelerator_testbench_cpp, as: UTF8.self) }

  /// An AXI4 slave that checks its master.
  public static var axiMemory: String { String(decoding: PackageResources.axi_memory_h, as: UTF8.self) }
}
