/// The command line: `main` only exits with what `run` returned.
@NullMarked
package dev.classify.cli;

import org.jspecify.annotations.NullMarked;
