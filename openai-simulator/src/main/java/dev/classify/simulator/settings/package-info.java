/// The settings of the simulator: their names, defaults, parsing and validation.
@NullMarked
package dev.classify.simulator.settings;

import org.jspecify.annotations.NullMarked;
