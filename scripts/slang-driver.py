"""slang's command line on top of the library in the Python package `pyslang`, which comes without one.

`scripts/tools` installs it beside the package; `.tools/bin/slang` runs it. The options are slang's own. It prints
diagnostics and nothing else; the exit status is 1 after an error.
"""

import sys


def quoted(argument):
    """As slang splits a line into arguments: in double quotes, a backslash keeps the character behind it."""
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    from pyslang.driver import Driver

    if sys.argv[1:] == ["--version"]:
        from importlib.metadata import version

        print(f"slang (PyPI pyslang {version('pyslang')})")
        return 0
    driver = Driver()
    driver.addStandardArgs()
    # The first one is the name of the command.
    line = " ".join(quoted(argument) for argument in ["slang", *sys.argv[1:]])
    if not driver.parseCommandLine(line) or not driver.processOptions():
        return 1
    driver.setTerminalColorsEnabled(False)
    return 0 if driver.parseAllSources() and driver.runFullCompilation(quiet=True) else 1


sys.exit(main())
