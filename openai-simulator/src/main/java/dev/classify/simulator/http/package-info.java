/// The one port: the endpoints, the way of an answer to the client, and the controls.
@NullMarked
package dev.classify.simulator.http;

import org.jspecify.annotations.NullMarked;
