/// Shows the state of projections, and calculates how many projectors they need.
@NullMarked
package dev.classify.cli.projections;

import org.jspecify.annotations.NullMarked;
