/// How large a cluster must be, how long a job takes on it, and what that costs.
@NullMarked
package dev.classify.cli.cluster.plan;

import org.jspecify.annotations.NullMarked;
