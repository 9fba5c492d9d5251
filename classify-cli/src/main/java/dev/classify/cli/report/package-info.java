/// The output of commands: tables, summaries, progress, and exported files.
@NullMarked
package dev.classify.cli.report;

import org.jspecify.annotations.NullMarked;
