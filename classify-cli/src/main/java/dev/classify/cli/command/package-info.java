/// The commands, one class each.
@NullMarked
package dev.classify.cli.command;

import org.jspecify.annotations.NullMarked;
