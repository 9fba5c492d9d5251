/// Settings of the command line from the environment and `.env`.
@NullMarked
package dev.classify.cli.config;

import org.jspecify.annotations.NullMarked;
