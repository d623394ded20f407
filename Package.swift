// swift-tools-version: 6.0
import PackageDescription

// The targets follow the pipeline: the language, its simulators, the blocks, the accelerator; beside them the
// network, its golden model and its mapping; co-simulation joins the two, and the command line uses it all.
let package = Package(
  name: "orris",
  platforms: [.macOS(.v14)],
  products: [
    .library(name: "Hardware", targets: ["Hardware"]),
    .library(name: "HardwareSimulation", targets: ["HardwareSimulation"]),
    .library(name: "HardwareLibrary", targets: ["HardwareLibrary"]),
    .executable(name: "orris", targets: ["orris"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(
      name: "Hardware",
      dependencies: [
        .product(name: "BigInt", package: "BigInt")
      ]),
    .target(
      name: "HardwareSimulation",
      dependencies: ["Hardware", "Randomness", .product(name: "BigInt", package: "BigInt")]),
    .target(name: "HardwareLibrary", dependencies: ["Hardware"]),
    // What is common to all text files that are read: JSON with places, and how their text is shown.
    .target(name: "TextFiles"),
    .target(name: "Accelerator", dependencies: ["Hardware", "HardwareLibrary", "TextFiles"]),
    .target(name: "Network", dependencies: ["TextFiles"]),
    // Random numbers that a seed repeats on every machine, for simulations, fuzzing and tests.
    .target(name: "Randomness"),
    .target(name: "Golden", dependencies: ["Network"]),
    .target(name: "Mapping", dependencies: ["Network", "Accelerator", "TextFiles"]),
    // The golden codec packs what the host puts into DRAM.
    .target(name: "Compiler", dependencies: ["Network", "Accelerator", "Golden", "Mapping", "TextFiles"]),
    // The C++ around Verilated models. It is compiled at run time, together with the model, so it travels as text.
    .target(
      name: "Testbench", path: "testbench",
      resources: [
        .embedInCode("array_testbench.cpp"), .embedInCode("accelerator_testbench.cpp"), .embedInCode("axi_memory.h"),
        .embedInCode("step_watch.h"),
      ]),
    .target(
      name: "CoSimulation",
      dependencies: [
        "Accelerator", "Compiler", "Golden", "Hardware", "HardwareSimulation", "Mapping", "Network", "Randomness",
        "Testbench",
      ]),
    .executableTarget(
      name: "orris",
      dependencies: [
        "Accelerator", "CoSimulation", "Compiler", "Golden", "Hardware", "HardwareSimulation", "Mapping", "Network",
        "Randomness", "TextFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Rainbow", package: "Rainbow"),
      ]),
    // What `make prove` proves, and the program that it runs: both need little of the package.
    .target(
      name: "CodecProofs", dependencies: ["Accelerator", "Hardware", "HardwareLibrary", "HardwareSimulation"],
      path: "Tests/CodecProofs"),
    .executableTarget(name: "prove-codec", dependencies: ["CodecProofs"], path: "Tests/ProveCodec"),
    .target(name: "VectorProofs", dependencies: ["Hardware", "HardwareSimulation"], path: "Tests/VectorProofs"),
    .executableTarget(
      name: "prove-vectors", dependencies: ["Accelerator", "VectorProofs"], path: "Tests/ProveVectors"),
    .target(name: "TestSupport", dependencies: ["Randomness"], path: "Tests/TestSupport"),
    .testTarget(name: "TextFilesTests", dependencies: ["TextFiles", "TestSupport"]),
    .testTarget(name: "NetworkTests", dependencies: ["Network", "TestSupport", "TextFiles"]),
    .testTarget(name: "GoldenTests", dependencies: ["Golden", "Network", "TestSupport"]),
    .testTarget(
      name: "AcceleratorTests",
      dependencies: [
        "Accelerator", "CodecProofs", "Golden", "Hardware", "HardwareLibrary", "HardwareSimulation", "Network",
        "Testbench", "TestSupport", "VectorProofs",
        .product(name: "BigInt", package: "BigInt"),
      ]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["orris", "Accelerator", "HardwareSimulation", "Network", "TestSupport"]),
    .testTarget(
      name: "CoSimulationTests",
      dependencies: [
        "Accelerator", "Compiler", "CoSimulation", "Golden", "Hardware", "Mapping", "Network", "TestSupport",
      ]),
    .testTarget(name: "MappingTests", dependencies: ["Accelerator", "Golden", "Mapping", "Network", "TestSupport"]),
    .testTarget(
      name: "CompilerTests", dependencies: ["Accelerator", "Compiler", "Golden", "Mapping", "Network", "TestSupport"]),
    .testTarget(
      name: "HardwareTests",
      dependencies: [
        "Hardware", "HardwareSimulation", "TestSupport", .product(name: "BigInt", package: "BigInt"),
      ],
      exclude: ["Verilog/Golden"]),
    .testTarget(name: "DocumentationTests", dependencies: ["Hardware", "HardwareLibrary", "HardwareSimulation"]),
    .testTarget(
      name: "HardwareLibraryTests",
      dependencies: ["Hardware", "HardwareLibrary", "HardwareSimulation", "TestSupport"]),
    .testTarget(
      name: "HardwareSimulationTests",
      dependencies: ["Hardware", "HardwareSimulation", "TestSupport", .product(name: "BigInt", package: "BigInt")]),
  ],
  swiftLanguageModes: [.v6]
)
