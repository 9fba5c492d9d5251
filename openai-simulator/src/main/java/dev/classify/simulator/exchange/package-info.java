/// One request from its arrival to the reply, without the network.
@NullMarked
package dev.classify.simulator.exchange;

import org.jspecify.annotations.NullMarked;
