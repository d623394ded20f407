import Foundation

/// Lets a defect end with a line and its exit status, where the program would otherwise die by a signal.
enum CrashHandler {
  private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE]
  /// Bytes of the stack that the handler runs on: that of the program may be what ran out.
  private static let stackSize = 1 << 16

  /// Must be called before any work begins.
  static func install() {
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
    stack.ss_size = stackSize
    sigaltstack(&stack, nil)
    var action = sigaction()
    // Only what is allowed in a handler: no memory is taken, nothing is locked.
    let handler: @convention(c) (Int32) -> Void = { _ in
      let text: StaticString = "Error: a defect of orris stopped it; please report the command and its input\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(ExitStatus.defectCode)
    }
    #if os(Linux)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    action.sa_flags = Int32(SA_ONSTACK)
    // Whoever started the program may have blocked them, and a fault that is blocked kills at once.
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in signals {
      sigaction(number, &action, nil)
      sigaddset(&unblocked, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
  }
}

extension ExitStatus {
  /// The raw value of ``defect`` as a constant, which may be read within a signal handler.
  static let defectCode: Int32 = 70
}
