/// From a file, standard input or a database to checked indicators and a list of what was wrong.
@NullMarked
package dev.classify.cli.input;

import org.jspecify.annotations.NullMarked;
