// swift-tools-version: 6.0
import PackageDescription

// Designs as users of the language write them, in a package of their own: it sees the libraries' products and nothing
// else of the checkout.
let package = Package(
  name: "Examples",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "orris", path: "..")],
  targets: [
    .target(
      name: "Designs",
      dependencies: [
        .product(name: "Hardware", package: "orris"), .product(name: "HardwareLibrary", package: "orris"),
      ]),
    .executableTarget(name: "examples", dependencies: ["Designs", .product(name: "Hardware", package: "orris")]),
    .testTarget(
      name: "DesignsTests",
      dependencies: [
        "Designs", .product(name: "Hardware", package: "orris"),
        .product(name: "HardwareSimulation", package: "orris"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
