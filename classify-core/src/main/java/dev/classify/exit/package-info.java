/// How a command ends: its exit code, and what a failed command says.
@NullMarked
package dev.classify.exit;

import org.jspecify.annotations.NullMarked;
