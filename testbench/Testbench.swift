/// The C++ sources of the test benches.
public enum Testbench {
  /// Drives a `ProcessingArray`; includes `array_ports.h`, which says how this one's ports are called.
  public static var array: String { String(decoding: PackageResources.array_testbench_cpp, as: UTF8.self) }
}
