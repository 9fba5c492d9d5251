/// The port of the simulator: the endpoints, the delivery of replies, and the control API.
@NullMarked
package dev.classify.simulator.http;

import org.jspecify.annotations.NullMarked;
