/// Where the output of commands goes: the terminal, files that are complete or absent, and CSV that
/// spreadsheets open.
@NullMarked
package dev.classify.cli.output;

import org.jspecify.annotations.NullMarked;
