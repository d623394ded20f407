/// The C++ sources of the test benches.
public enum Testbench {
  /// Drives a `ProcessingArray`; includes `array_ports.h`, which says how this one's ports are called.
  public static var array: String { String(decoding: PackageResources.array_testbench_cpp, as: UTF8.self) }

  /// Drives an `Accelerator` with a memory around it; includes `accelerator_ports.h`, which says how this one's ports
  /// are called, `axiMemory` as `axi_memory.h`, and `stepWatch` as `step_watch.h`.
  public static var accelerator: String { String(decoding: PackageResources.accelerator_testbench_cpp, as: UTF8.self) }

  /// An AXI4 slave that checks its master.
  public static var axiMemory: String { String(decoding: PackageResources.axi_memory_h, as: UTF8.self) }

  /// Reads an accelerator's counters where the steps of its program end.
  public static var stepWatch: String { String(decoding: PackageResources.step_watch_h, as: UTF8.self) }
}
