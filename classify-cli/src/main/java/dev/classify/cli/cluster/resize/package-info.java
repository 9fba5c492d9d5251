/// More or fewer nodes for a cluster that runs, step by step.
@NullMarked
package dev.classify.cli.cluster.resize;

import org.jspecify.annotations.NullMarked;
