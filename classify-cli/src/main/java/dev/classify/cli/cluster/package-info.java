/// A cluster as its operator handles it: its parts, and whether they work.
@NullMarked
package dev.classify.cli.cluster;

import org.jspecify.annotations.NullMarked;
