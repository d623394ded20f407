import Testing
@testable import HardwareSimulation
