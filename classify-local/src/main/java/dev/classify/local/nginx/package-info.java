/// The balancer in front of several workers.
@NullMarked
package dev.classify.local.nginx;

import org.jspecify.annotations.NullMarked;
