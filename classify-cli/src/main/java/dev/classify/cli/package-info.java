/// The command line. `Main.run` runs a command and returns its exit code; `main` exits with it.
@NullMarked
package dev.classify.cli;

import org.jspecify.annotations.NullMarked;
