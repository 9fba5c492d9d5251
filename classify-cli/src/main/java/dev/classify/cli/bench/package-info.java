/// Measures the system on this machine: figures in the documents come from here.
@NullMarked
package dev.classify.cli.bench;

import org.jspecify.annotations.NullMarked;
