/// What the command line is told by its environment.
@NullMarked
package dev.classify.cli.config;

import org.jspecify.annotations.NullMarked;
